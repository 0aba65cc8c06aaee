package chat4all.connectors.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.spi.Inbound;
import chat4all.connectors.testing.Fixtures;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.StatusError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhatsAppWebhookTest {
    private static final String NUMBER = "106540352242922";

    @Test
    void readsAMessageWhole() {
        List<Inbound> told = messages();

        assertThat(told.get(0))
                .isEqualTo(new Inbound.Message(
                        NUMBER,
                        "+5511999998888",
                        "Ana Lima",
                        "wa:106540352242922:wamid.1",
                        Instant.ofEpochSecond(1763513873),
                        "text",
                        "oi á😀",
                        Map.of("id", "wamid.1", "reply_to", "wamid.OURS", "user_id", "BR.1349120865530274")));
    }

    @Test
    void readsEveryType() {
        String ana = ", user_id=BR.1349120865530274}";

        assertThat(Fixtures.lines(messages()).subList(1, 23))
                .containsExactly(
                        "image | foto | {forwarded=true, id=wamid.2, media_id=8472, mime_type=image/jpeg, sha256=aGFzaA=="
                                + ana,
                        "audio | [audio] | {id=wamid.3, media_id=8277, mime_type=audio/ogg; codecs=opus"
                                + ana.replace("}", ", voice=true}"),
                        "video | [video] | {forwarded=true, id=wamid.4, media_id=6618, mime_type=video/mp4" + ana,
                        "document | [document] | {filename=a.pdf, id=wamid.5, media_id=8487, mime_type=application/pdf"
                                + ana,
                        "sticker | [sticker] | {id=wamid.6, media_id=1604, mime_type=image/webp" + ana,
                        "location | Sé, São Paulo (-23.5, -46.6) | {id=wamid.7" + ana,
                        "contacts | Rui Reis (+55 11 98888-7777), Eva | {id=wamid.8" + ana,
                        "reaction | 👍 | {id=wamid.9, target=wamid.TARGET" + ana,
                        "reaction | [reaction removed] | {id=wamid.10, target=wamid.TARGET" + ana,
                        "reaction | [reaction removed] | {id=wamid.11, target=wamid.TARGET" + ana,
                        "button | Sim | {id=wamid.12, payload=YES, reply_to=wamid.OURS" + ana,
                        "interactive | Sim | {id=wamid.13, interactive=button_reply, payload=yes" + ana,
                        "interactive | Preço | {description=Tabela, id=wamid.14, interactive=list_reply, payload=r1"
                                + ana,
                        "interactive | Sent | {flow=flow, id=wamid.15, interactive=nfm_reply,"
                                + " response={\"flow_token\":\"f\"}" + ana,
                        "unsupported | [unsupported] | {id=wamid.16, type=interactive" + ana,
                        "order | 3 × SKU | {catalog=cat, id=wamid.17" + ana,
                        "system | User A changed from X to Y | {id=wamid.18, new_wa_id=5511988887777,"
                                + " system=user_changed_number" + ana,
                        "edit | novo | {id=wamid.19, target=wamid.1" + ana,
                        "revoke | [deleted] | {id=wamid.20, target=wamid.1" + ana,
                        "unsupported | [unsupported] | {error=131051, id=wamid.21" + ana,
                        "unsupported | [unsupported] | {id=wamid.22, type=hologram" + ana,
                        "text | a\uFFFDb\uFFFD | {ad=120, ad_url=https://fb.me/x, id=wamid.23" + ana);
    }

    @Test
    void readsWhatIsDoneToAMessage() {
        assertThat(messages().stream()
                        .filter(Inbound.Change.class::isInstance)
                        .map(told -> ((Inbound.Change) told).target() + " " + ((Inbound.Change) told).what()))
                .containsExactly(
                        "wamid.TARGET Reacted[emoji=[👍]]",
                        "wamid.TARGET Reacted[emoji=[]]",
                        "wamid.TARGET Reacted[emoji=[]]",
                        "wamid.1 Edited[text=novo]",
                        "wamid.1 Deleted[]");
    }

    @Test
    void takesATimeThatIsNoneForTheEpoch() {
        assertThat(messages().get(22)).isInstanceOfSatisfying(Inbound.Message.class, message -> assertThat(message.at())
                .isEqualTo(Instant.EPOCH));
    }

    @Test
    void knowsAPersonWithoutNumberByTheirId() {
        assertThat(messages().get(23)).isInstanceOfSatisfying(Inbound.Message.class, message -> {
            assertThat(message.contact()).isEqualTo("BR.99");
            assertThat(message.details()).isEqualTo(Map.of("id", "wamid.24"));
        });
    }

    @Test
    void ignoresAMessageThatCannotBeToldFromOthers() {
        assertThat(messages()).hasSize(25).last().isEqualTo(new Inbound.Ignored(NUMBER, "message.without_id"));
    }

    @Test
    void readsStatusesOfSeveralAccountsInTheirOrder() {
        assertThat(Fixtures.lines(statuses()))
                .containsExactly(
                        "DISPATCHED | wamid.A | +5511999998888",
                        "DELIVERED | wamid.A | BR.1349120865530274",
                        "READ | wamid.A | +5511999998888",
                        "READ | wamid.A | +5511999998888",
                        "FAILED | wamid.B | +5511999998888",
                        "FAILED | wamid.C | +5511999998888",
                        "DELIVERED | wamid.D | +5521977776666",
                        "ignored | status.teleported",
                        "text | outra conta | {id=wamid.OTHER}",
                        "ignored | smb_message_echoes",
                        "ignored | account_update",
                        "ignored | messages.errors",
                        "ignored | messages.empty");
        assertThat(statuses().stream().map(Inbound::account).distinct())
                .containsExactly(NUMBER, "106540352242923", "receiver", "3");
    }

    @Test
    void readsAFailureWithItsReasonAndOurReference() {
        assertThat(statuses().get(4))
                .isEqualTo(new Inbound.Receipt(
                        NUMBER,
                        null,
                        "wamid.B",
                        "+5511999998888",
                        DeliveryStatus.FAILED,
                        Instant.ofEpochSecond(1763513878),
                        "msg_2/1",
                        false,
                        new StatusError("131047", "More than 24 hours have passed.")));
        assertThat(statuses().get(5))
                .isInstanceOfSatisfying(Inbound.Receipt.class, receipt -> assertThat(receipt.error())
                        .isEqualTo(new StatusError("failed", null)));
    }

    private static List<Inbound> messages() {
        return WhatsAppWebhook.parse("receiver", Fixtures.json("whatsapp/messages.json"));
    }

    private static List<Inbound> statuses() {
        return WhatsAppWebhook.parse("receiver", Fixtures.json("whatsapp/statuses.json"));
    }
}

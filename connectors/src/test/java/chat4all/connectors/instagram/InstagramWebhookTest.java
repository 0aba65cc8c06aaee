package chat4all.connectors.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.spi.Inbound;
import chat4all.connectors.testing.Fixtures;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstagramWebhookTest {
    private static final String ACCOUNT = "17841400000000001";
    private static final Instant AT = Instant.ofEpochMilli(1763513873763L);

    @Test
    void readsAMessageWhole() {
        assertThat(events().get(0))
                .isEqualTo(new Inbound.Message(
                        ACCOUNT,
                        "5614879045272581",
                        null,
                        "ig:17841400000000001:m1",
                        AT,
                        "text",
                        "oi",
                        Map.of("id", "m1", "reply_to", "m0")));
    }

    @Test
    void readsEveryKindOfSeveralAccountsInTheirOrder() {
        assertThat(Fixtures.lines(events()))
                .containsExactly(
                        "text | oi | {id=m1, reply_to=m0}",
                        "image | [image] | {attachments=2, id=m2, media_url=https://lookaside.example.com/a}",
                        "image | [image] | {album=m2, media_url=https://lookaside.example.com/b}",
                        "document | [document] | {attachment=file, id=m3, media_url=https://lookaside.example.com/c}",
                        "share | [share] | {attachment=story_mention, id=m4, media_url=https://lookaside.example.com/d}",
                        "unsupported | [unsupported] | {attachment=unsupported_type, id=m5}",
                        "DISPATCHED | m6 | 5614879045272581",
                        "revoke | [deleted] | {target=m1}",
                        "unsupported | [unsupported] | {id=m7}",
                        "text | linda | {id=m8, story=s1}",
                        "button | Sim | {id=m9, payload=YES}",
                        "reaction | ❤️ | {reaction=love, target=m6}",
                        "reaction | [reaction removed] | {target=m6}",
                        "READ | m6 | 5614879045272581",
                        "button | Começar | {id=m10, payload=START}",
                        "edit | novo | {target=m1}",
                        "ignored | referral",
                        "ignored | echo.reaction",
                        "ignored | event.without_sender",
                        "text | sem hora | {id=m12}",
                        "text | outra conta | {id=m1, standby=true}",
                        "text | teste | {id=m2}",
                        "ignored | comments",
                        "ignored | entry.empty");
        assertThat(events().stream().map(Inbound::account).distinct())
                .containsExactly(ACCOUNT, "17841400000000002", "17841400000000003");
    }

    @Test
    void readsWhatIsDoneToAMessage() {
        assertThat(events().stream()
                        .filter(Inbound.Change.class::isInstance)
                        .map(told -> ((Inbound.Change) told).target() + " " + ((Inbound.Change) told).what()))
                .containsExactly(
                        "m1 Deleted[]", "m6 Reacted[emoji=[❤️]]", "m6 Reacted[emoji=[]]", "m1 Edited[text=novo]");
    }

    @Test
    void takesReadForEverythingBefore() {
        assertThat(events().get(13))
                .isEqualTo(new Inbound.Receipt(
                        ACCOUNT, null, "m6", "5614879045272581", DeliveryStatus.READ, AT, null, true, null));
    }

    @Test
    void tellsApartWhatConcernsOneMessage() {
        assertThat(events().stream()
                        .map(inbound -> inbound instanceof Inbound.Change change ? change.said() : inbound)
                        .filter(Inbound.Message.class::isInstance)
                        .map(inbound -> ((Inbound.Message) inbound).dedupKey()))
                .doesNotHaveDuplicates()
                .contains(
                        "ig:17841400000000001:m1",
                        "ig:17841400000000001:m2",
                        "ig:17841400000000001:m2:1",
                        "ig:17841400000000001:m1:deleted",
                        "ig:17841400000000001:m1:edit:1",
                        "ig:17841400000000002:m1");
    }

    @Test
    void takesATimeThatIsNoneForTheEpoch() {
        assertThat(events().get(19)).isInstanceOfSatisfying(Inbound.Message.class, message -> assertThat(message.at())
                .isEqualTo(Instant.EPOCH));
    }

    @Test
    void fallsBackToTheReceiverForAnEntryWithoutAccount() {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putArray("entry").addObject();

        assertThat(InstagramWebhook.parse("receiver", body))
                .containsExactly(new Inbound.Ignored("receiver", "entry.empty"));
    }

    private static List<Inbound> events() {
        return InstagramWebhook.parse("receiver", Fixtures.json("instagram/events.json"));
    }
}

package chat4all.connectors.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.spi.Inbound;
import chat4all.connectors.testing.Fixtures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class TelegramUpdateTest {
    private static final String BOT = "777000111";

    @Test
    void readsAMessageWhole() {
        assertThat(updates().get(0))
                .isEqualTo(new Inbound.Message(
                        BOT,
                        "123456789",
                        "Ana Lima",
                        "tg:777000111:1",
                        Instant.ofEpochSecond(1763513873),
                        "text",
                        "/start",
                        Map.of("id", "41", "from", "123456789", "from_name", "Ana Lima", "username", "analima")));
    }

    @Test
    void readsEveryKind() {
        String ana = "from=123456789, from_name=Ana, ";
        String one = "from=1, from_name=Ana, ";

        assertThat(Fixtures.lines(updates()).subList(1, 21))
                .containsExactly(
                        "edit | corrigido | {" + ana + "target=41}",
                        "image | foto | {album=1337, " + ana + "id=42, media_id=large, reply_to=40}",
                        "button | yes | {callback=4382, " + ana + "payload=yes, reply_to=43}",
                        "reaction | 👍 | {" + ana + "target=43}",
                        "reaction | [reaction removed] | {" + ana + "target=43}",
                        "ignored | my_chat_member.kicked",
                        "system | [migrate to chat id] | {chat_type=group, " + ana
                                + "id=44, system=migrate_to_chat_id, value=-1001234567890}",
                        "text | oi, gente | {chat_type=supergroup, forwarded=true, from=987, from_name=Rui, id=45}",
                        "audio | [audio] | {" + one + "id=46, media_id=v, mime_type=audio/ogg, voice=true}",
                        "document | [document] | {filename=a.pdf, " + one
                                + "id=47, media_id=d, mime_type=application/pdf}",
                        "video | [video] | {" + one + "id=48, media_id=g, mime_type=video/mp4}",
                        "sticker | 🎉 | {" + one + "id=49, media_id=s}",
                        "location | Sé, São Paulo (-23.5, -46.6) | {" + one + "id=50}",
                        "location | -23.5, -46.6 | {" + one + "id=51}",
                        "contacts | Rui Reis (+5511988887777) | {" + one + "id=52}",
                        "unsupported | [unsupported] | {" + one + "id=53}",
                        "ignored | channel_post",
                        "ignored | update.unknown",
                        "ignored | update.without_id",
                        "ignored | update.without_chat");
    }

    @Test
    void readsWhatIsDoneToAMessage() {
        assertThat(what(1, "41")).isEqualTo(new Inbound.What.Edited("corrigido"));
        assertThat(what(4, "43")).isEqualTo(new Inbound.What.Reacted(List.of("👍")));
        assertThat(what(5, "43")).isEqualTo(new Inbound.What.Reacted(List.of()));
    }

    private static Inbound.What what(int index, String target) {
        Inbound.Change change = (Inbound.Change) updates().get(index);
        assertThat(change.target()).isEqualTo(target);
        return change.what();
    }

    @Test
    void takesAGroupForTheContact() {
        assertThat(updates().get(8)).isInstanceOfSatisfying(Inbound.Message.class, message -> {
            assertThat(message.contact()).isEqualTo("-1001234567890");
            assertThat(message.contactName()).isEqualTo("Família");
        });
    }

    @Test
    void datesAnEditByItselfAndAPressedButtonNotAtAll() {
        assertThat(at(1)).isEqualTo(Instant.ofEpochSecond(1763513900));
        assertThat(at(3)).isEqualTo(Instant.EPOCH);
    }

    private static Instant at(int index) {
        Inbound told = updates().get(index);
        return told instanceof Inbound.Change change ? change.said().at() : ((Inbound.Message) told).at();
    }

    private static List<Inbound> updates() {
        return StreamSupport.stream(Fixtures.json("telegram/updates.json").spliterator(), false)
                .map(update -> TelegramUpdate.read(BOT, update))
                .toList();
    }
}

package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.edge.Api.Reply;
import chat4all.schemas.LinkedIdentity;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Topics;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelsTest {
    private static final String PATH = "/v1/users/identities";

    private final TestEdge edge = TestEdge.shared();
    private final String conversation = TestEdge.name("channels");
    private final String anna = user("anna");
    private final String ben = user("ben");
    private final String clara = user("clara");
    private final Api asAnna = edge.as(anna);
    private final String chat = Long.toString(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    private final String name = "@ben." + chat;

    @BeforeEach
    void benIsLinked() {
        edge.topology.conversation(conversation, 0, anna, ben, clara);
        link(edge.as(ben), "telegram", chat);
        link(edge.as(ben), "instagram", name);
    }

    @Test
    void theCommandCarriesTheIdentitiesThatAreAskedFor() {
        send("recipients", list(ben), "channels", "[\"telegram\"]").ok(202);

        assertThat(only().channels()).containsExactly("telegram");
        assertThat(only().recipients()).containsExactly(ben);
        assertThat(only().linked()).containsExactly(new LinkedIdentity(ben, "telegram:" + chat));
    }

    @Test
    void allMeansWhateverARecipientHasLinked() {
        send("recipients", list(ben, clara), "channels", "[\"all\"]").ok(202);

        assertThat(only().linked())
                .containsExactly(
                        new LinkedIdentity(ben, "instagram:" + name), new LinkedIdentity(ben, "telegram:" + chat));
    }

    @Test
    void withoutRecipientsItIsForWhoeverOfTheOthersHasLinkedIt() {
        link(asAnna, "telegram", Long.toString(Long.parseLong(chat) / 2 + 1));

        send("channels", "[\"telegram\"]").ok(202);

        assertThat(only().linked()).containsExactly(new LinkedIdentity(ben, "telegram:" + chat));
    }

    @Test
    void withoutChannelsItIsForNoIdentity() {
        send("recipients", list(ben)).ok(202);

        assertThat(only().linked()).isEmpty();
    }

    @Test
    void aChannelNobodyKnowsIsNamed() {
        send("channels", "[\"all\",\"icq\"]").problem(422, "channel-unknown").about("/channels/1");
    }

    @Test
    void aRecipientWithoutTheIdentityIsNamed() {
        send("recipients", list(ben, clara), "channels", "[\"telegram\"]")
                .problem(422, "recipient-not-linked")
                .about("/recipients/1");
        send("channels", "[\"whatsapp\"]").problem(422, "recipient-not-linked").about("/channels/0");
        assertThat(TopicReader.values(edge, Topics.MESSAGES, conversation)).isEmpty();
    }

    @Test
    void aRepetitionIsTheSameMessageWhateverIsLinkedByThen() {
        var first = send("recipients", list(ben), "channels", "[\"telegram\"]", "client_message_id", text("c-1"))
                .ok(202);
        Api.send(edge.as(ben).request(PATH + "/telegram/" + chat).DELETE().build())
                .ok(204);

        var again = send("recipients", list(ben), "channels", "[\"telegram\"]", "client_message_id", text("c-1"))
                .ok(202);

        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
        send("recipients", list(ben), "channels", "[\"all\"]", "client_message_id", text("c-1"))
                .problem(422, "idempotency-key-reused");
    }

    @Test
    void whatIsUnlinkedGetsNothingAnyMore() {
        send("recipients", list(ben), "channels", "[\"telegram\"]").ok(202);
        Api.send(edge.as(ben).request(PATH + "/telegram/" + chat).DELETE().build())
                .ok(204);

        send("recipients", list(ben), "channels", "[\"telegram\"]").problem(422, "recipient-not-linked");
    }

    private Reply send(String... fields) {
        var all = new String[fields.length + 4];
        System.arraycopy(fields, 0, all, 4, fields.length);
        all[0] = "conversation_id";
        all[1] = text(conversation);
        all[2] = "content";
        all[3] = text("olá");
        return asAnna.message(all);
    }

    private SendMessage only() {
        var commands = TopicReader.values(edge, Topics.MESSAGES, conversation);
        assertThat(commands).hasSize(1);
        return (SendMessage) commands.get(0);
    }

    private static void link(Api user, String platform, String value) {
        user.post(PATH, Api.object("platform", text(platform), "value", text(value)))
                .ok(201);
    }

    private static String user(String name) {
        return TestEdge.name("user_" + name).replace('-', '_');
    }

    private static String list(String... users) {
        return "[\"" + String.join("\",\"", users) + "\"]";
    }

    private static String text(String value) {
        return "\"" + value + "\"";
    }
}

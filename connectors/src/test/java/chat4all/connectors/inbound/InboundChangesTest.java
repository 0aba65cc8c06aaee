package chat4all.connectors.inbound;

import static chat4all.connectors.testing.RealServers.CASSANDRA;
import static chat4all.connectors.testing.RealServers.SESSION;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat4all.connectors.cassandra.LateSession;
import chat4all.connectors.cassandra.PlatformIds;
import chat4all.connectors.cassandra.ReactionTable;
import chat4all.connectors.cassandra.StoredMessages;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Inbound;
import chat4all.connectors.spi.Inbound.What;
import chat4all.runtime.config.Secret;
import chat4all.schemas.Channel;
import chat4all.schemas.ConversationCommand;
import chat4all.schemas.DeleteMessage;
import chat4all.schemas.EditMessage;
import chat4all.schemas.MessageRef;
import chat4all.schemas.React;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InboundChangesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Secret SECRET = new Secret("secret");
    private static final ChannelAccount ACCOUNT = new ChannelAccount(
            Channel.WHATSAPP, "1000", List.of(), true, URI.create("http://127.0.0.1:1"), SECRET, SECRET, SECRET);

    private static LateSession session;
    private static InboundChanges changes;

    private final String ana = "+55119" + ThreadLocalRandom.current().nextInt(60_000_000, 100_000_000);
    private final String messageId = "msg_of" + ana.substring(1);
    private final List<ConversationCommand> written = new ArrayList<>();
    private int said;

    @BeforeAll
    static void start() {
        session = new LateSession(CASSANDRA);
        changes = new InboundChanges(
                new PlatformIds(session),
                new StoredMessages(session),
                new ReactionTable(session),
                InstantSource.fixed(NOW));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(session::isUp);
    }

    @AfterAll
    static void stop() {
        session.close();
    }

    @Test
    void aContactsEditIsTheAuthorsCommandOnTheirMessageAndToldToTheOthersWhoHaveIt() throws Exception {
        stored("whatsapp:" + ana, "user_a", "telegram:42");

        apply(new What.Edited("novo"));

        assertThat(written).singleElement().isInstanceOfSatisfying(EditMessage.class, edit -> {
            assertThat(edit.actor()).isEqualTo("whatsapp:" + ana);
            assertThat(edit.conversationId()).isEqualTo("conv" + ana);
            assertThat(edit.message())
                    .isEqualTo(new MessageRef(messageId, 7, "whatsapp:" + ana, List.of("telegram:42")));
            assertThat(edit.content()).isEqualTo("novo");
            assertThat(edit.origin()).isEqualTo(ConversationCommand.Origin.PLATFORM);
        });
    }

    @Test
    void theSameWebhookMakesTheSameCommand() throws Exception {
        stored("whatsapp:" + ana, "user_a");

        var once = change(new What.Deleted());
        apply(once);
        apply(once);

        assertThat(written).hasSize(2).allSatisfy(command -> assertThat(command).isInstanceOf(DeleteMessage.class));
        assertThat(written.get(0)).isEqualTo(written.get(1));
    }

    @Test
    void whatSomebodyWroteBeforeTheyLinkedTheContactIsStillTheContacts() throws Exception {
        stored("whatsapp:" + ana, "user_a");

        apply(change(new What.Edited("novo")), Optional.of("user_ana"));

        assertThat(written.get(0).actor()).isEqualTo("whatsapp:" + ana);
    }

    @Test
    void aReactionToOursIsTheUsersWhoLinkedTheContact() throws Exception {
        stored("user_a", "whatsapp:" + ana);

        apply(change(new What.Reacted(List.of("👍"))), Optional.of("user_ana"));

        assertThat(written).singleElement().isInstanceOfSatisfying(React.class, react -> {
            assertThat(react.actor()).isEqualTo("user_ana");
            assertThat(react.message().contacts()).isNull();
        });
    }

    @Test
    void anotherReactionTakesTheFormerAway() throws Exception {
        stored("user_a", "whatsapp:" + ana);

        apply(new What.Reacted(List.of("👍")));
        apply(new What.Reacted(List.of("🎉")));
        apply(new What.Reacted(List.of()));

        assertThat(written.stream().map(command -> ((React) command).change() + " " + ((React) command).emoji()))
                .containsExactly("ADD 👍", "REMOVE 👍", "ADD 🎉", "REMOVE 🎉");
    }

    @Test
    void aReactionThatComesAgainOrLateChangesNothing() throws Exception {
        stored("user_a", "whatsapp:" + ana);
        var first = change(new What.Reacted(List.of("👍")));
        var second = change(new What.Reacted(List.of("🎉")));

        apply(second);
        apply(second);
        apply(first);

        assertThat(written).hasSize(1);
    }

    @Test
    void whatIsNoEmojiIsNoReaction() throws Exception {
        stored("user_a", "whatsapp:" + ana);

        apply(new What.Reacted(List.of("nice")));

        assertThat(written).isEmpty();
    }

    @Test
    void aMessageThatNobodyKnowsHasNoTargetAfterAMoment() {
        assertThatThrownBy(() -> changes.target(ACCOUNT, change(new What.Deleted()), NOW.minusSeconds(4)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(changes.target(ACCOUNT, change(new What.Deleted()), NOW.minusSeconds(6)))
                .isEmpty();
    }

    @Test
    void aMessageThatIsNotInTheHistoryYetIsWaitedForAMinuteLong() {
        named();

        assertThatThrownBy(() -> changes.target(ACCOUNT, change(new What.Deleted()), NOW.minusSeconds(59)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(changes.target(ACCOUNT, change(new What.Deleted()), NOW.minusSeconds(61)))
                .isEmpty();
    }

    private void stored(String author, String... recipients) {
        named();
        SESSION.execute(
                "INSERT INTO message_by_id (message_id, conversation_id, seq) VALUES (?, ?, 7)",
                messageId,
                "conv" + ana);
        SESSION.execute(
                "INSERT INTO events_by_conversation (conversation_id, bucket, seq, type, actor, recipients)"
                        + " VALUES (?, 0, 7, 'message.created', ?, ?)",
                "conv" + ana,
                author,
                List.of(recipients));
    }

    private void named() {
        SESSION.execute(
                "INSERT INTO messages_by_platform_id (platform_id, message_id) VALUES (?, ?)",
                "whatsapp:1000:" + ana + ":wamid.1",
                messageId);
    }

    private Inbound.Change change(What what) {
        said++;
        var message = new Inbound.Message(
                "1000", ana, null, "wa:" + ana + ":" + said, NOW.plusSeconds(said), "edit", "…", Map.of());
        return new Inbound.Change(message, "wamid.1", what);
    }

    private void apply(What what) throws Exception {
        apply(change(what));
    }

    private void apply(Inbound.Change change) throws Exception {
        apply(change, Optional.empty());
    }

    private void apply(Inbound.Change change, Optional<String> user) throws Exception {
        changes.apply(
                        ACCOUNT,
                        change,
                        changes.target(ACCOUNT, change, NOW).orElseThrow(),
                        user,
                        (conversation, command) -> {
                            written.add(command);
                            return CompletableFuture.completedFuture(null);
                        })
                .get(30, SECONDS);
    }
}

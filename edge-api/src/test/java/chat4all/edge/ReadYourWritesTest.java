package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadYourWritesTest {
    private final TestEdge edge = TestEdge.shared();
    private final String conversation = TestEdge.name("writes");
    private final Api asAnna = edge.as("user_anna");

    @Test
    void showsAnAcceptedMessageAlthoughItIsSequencedAndStoredLater() {
        var accepted = accept();
        var sequenced = later(150, () -> sequence(accepted));
        var stored = later(350, () -> new Rows(edge, conversation).messages(1).stored());

        var history = asAnna.get("/v1/conversations/" + conversation + "/messages");

        assertThat(history.ok(200).body().path("messages")).hasSize(1);
        CompletableFuture.allOf(sequenced, stored).join();
    }

    @Test
    void findsAnAcceptedMessageByItsIdAlthoughItIsSequencedAndStoredLater() {
        var accepted = accept();
        var sequenced = later(150, () -> sequence(accepted));
        var stored = later(350, () -> new Rows(edge, conversation).messages(1).stored());

        asAnna.get("/v1/messages/" + accepted).ok(200);

        CompletableFuture.allOf(sequenced, stored).join();
    }

    @Test
    void saysThatAConversationIsNotThereYetRatherThanThatThereIsNone() {
        accept();

        asAnna.get("/v1/conversations/" + conversation + "/messages").problem(503, "unavailable");
    }

    @Test
    void findsWhatAnotherEdgeAcceptedAMomentAgo() {
        var elsewhere = Rows.id(conversation, 1);
        new Rows(edge, conversation).messages(1).stored();
        var sequenced = later(30, () -> sequence(elsewhere));

        asAnna.get("/v1/messages/" + elsewhere + "/status").ok(200);

        sequenced.join();
    }

    private String accept() {
        return asAnna.message("conversation_id", "\"" + conversation + "\"", "content", "\"x\"")
                .ok(202)
                .body()
                .path("message_id")
                .asText();
    }

    private void sequence(String messageId) {
        edge.topology.conversation(conversation, 1, "user_anna");
        edge.topology.status(new MessageStatus(
                messageId,
                conversation,
                1,
                "user_anna",
                DeliveryStatus.DELIVERED,
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                Rows.timeOf(1),
                Rows.timeOf(1),
                1));
    }

    private static CompletableFuture<Void> later(long millis, Runnable work) {
        return CompletableFuture.runAsync(work, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }
}

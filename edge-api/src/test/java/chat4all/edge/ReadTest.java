package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.StatusUpdate.Source;
import chat4all.schemas.Topics;
import chat4all.schemas.Watermark;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadTest {
    private static final String ANNA = "user_anna";
    private static final String BEN = "user_ben";

    private final TestEdge edge = TestEdge.shared();
    private final String conversation = TestEdge.name("read");
    private final Rows rows = new Rows(edge, conversation);
    private final Api asBen = edge.as(BEN);

    @BeforeEach
    void sixMessages() {
        rows.messages(5).message(BEN, List.of(ANNA)).stored();
        for (int seq = 1; seq <= 6; seq++) {
            rows.index(seq);
        }
        edge.topology.conversation(conversation, 6, ANNA, BEN);
    }

    @Test
    void tellsOnceThatAMessageWasRead() {
        var first = asBen.post("/v1/messages/" + id(2) + "/read", "").ok(200).body();

        var again = asBen.post("/v1/messages/" + id(2) + "/read", "").ok(200).body();

        assertThat(again).isEqualTo(first);
        assertThat(first.path("message_id").asText()).isEqualTo(id(2));
        assertThat(first.path("status").asText()).isEqualTo("READ");
        var updates = updates(2);
        assertThat(updates).hasSize(1);
        var update = updates.get(0);
        assertThat(update.status()).isEqualTo(DeliveryStatus.READ);
        assertThat(update.recipientId()).isEqualTo(BEN);
        assertThat(update.senderId()).isEqualTo(ANNA);
        assertThat(update.source()).isEqualTo(Source.READER);
        assertThat(update.seq()).isEqualTo(2);
        assertThat(update.messageAt()).isEqualTo(Rows.timeOf(2));
        assertThat(update.at()).isEqualTo(Instant.parse(first.path("read_at").asText()));
        assertThat(marks()).containsExactly(2L);
    }

    @Test
    void answersTheTimeThatIsKnownAlready() {
        var at = Rows.timeOf(90);
        edge.topology.status(new MessageStatus(
                id(3),
                conversation,
                3,
                ANNA,
                DeliveryStatus.READ,
                List.of(new RecipientStatus(BEN, null, DeliveryStatus.READ, 1, Source.READER, at, at, at, null, null)),
                List.of(),
                null,
                List.of(),
                null,
                at,
                at,
                1));

        var reply = asBen.post("/v1/messages/" + id(3) + "/read", "").ok(200);

        assertThat(Instant.parse(reply.body().path("read_at").asText())).isEqualTo(at);
        assertThat(updates(3)).isEmpty();
    }

    @Test
    void countsNeitherOnesOwnMessagesNorThoseOfOthersAsRead() {
        asBen.post("/v1/messages/" + id(6) + "/read", "").ok(200);
        edge.as("user_mallory").post("/v1/messages/" + id(1) + "/read", "").problem(404, "not-found");

        assertThat(updates(6)).isEmpty();
        assertThat(updates(1)).isEmpty();
    }

    @Test
    void tellsEveryMessageOfOthersUpToASeqAndMovesTheWatermark() {
        var reply = read(4);

        assertThat(reply).isEqualTo(4);
        for (int seq = 1; seq <= 4; seq++) {
            assertThat(updates(seq)).as("message %s", seq).hasSize(1);
        }
        assertThat(updates(5)).isEmpty();
        assertThat(marks()).containsExactly(4L);
    }

    @Test
    void tellsAlsoOfAMessageThatIsPushedAndNotStoredYet() {
        edge.topology.conversation(conversation, 7, ANNA, BEN);
        var reply = CompletableFuture.supplyAsync(() -> read(7));
        var late = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

        CompletableFuture.runAsync(() -> rows.messages(1).stored(), late).join();

        assertThat(reply.join()).isEqualTo(7);
        assertThat(updates(7)).hasSize(1);
    }

    @Test
    void marksNothingWhileAMessageThatWasReadIsNotStored() {
        edge.topology.conversation(conversation, 7, ANNA, BEN);

        asBen.post("/v1/conversations/" + conversation + "/read", "{\"up_to_seq\":7}")
                .problem(503, "unavailable");

        assertThat(marks()).isEmpty();
    }

    @Test
    void tellsAThousandMessagesAndNoMore() {
        rows.messages(1_100).stored();
        edge.topology.conversation(conversation, 1_106, ANNA, BEN);

        assertThat(read(1_106)).isEqualTo(1_106);

        assertThat(
                        TopicReader.values(
                                        edge, Topics.STATUS_UPDATES, key -> key.startsWith(id(1).replaceAll("1$", "")))
                                .stream()
                                .map(StatusUpdate::seq)
                                .sorted())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(107, 1_106).boxed().toList());
        assertThat(marks()).containsExactly(1_106L);
    }

    @Test
    void neverLowersTheWatermarkNorGoesBeyondTheEnd() {
        assertThat(read(5)).isEqualTo(5);
        assertThat(read(2)).isEqualTo(5);
        assertThat(read(1_000_000)).isEqualTo(6);
        assertThat(read(6)).isEqualTo(6);
        assertThat(read(0)).isEqualTo(6);

        assertThat(marks()).containsExactly(5L, 6L);
        assertThat(updates(1)).hasSize(1);
        assertThat(updates(6)).isEmpty();
    }

    @Test
    void movesTheDeliveredWatermarkAloneAndNeverBack() {
        read(2);

        assertThat(deliver(5)).isEqualTo(5);
        assertThat(deliver(3)).isEqualTo(5);
        assertThat(deliver(1_000)).isEqualTo(6);
        read(4);

        assertThat(TopicReader.values(edge, Topics.WATERMARKS, conversation + "|" + BEN))
                .extracting(mark -> List.of(mark.deliveredSeq(), mark.readSeq()))
                .containsExactly(List.of(2L, 2L), List.of(5L, 2L), List.of(6L, 2L), List.of(6L, 4L));
        assertThat(updates(5)).isEmpty();
        edge.as("user_mallory")
                .post("/v1/conversations/" + conversation + "/delivered", "{\"up_to_seq\":1}")
                .problem(404, "not-found");
        asBen.post("/v1/conversations/" + conversation + "/delivered", "{\"up_to_seq\":-1}")
                .problem(400, "validation")
                .about("/up_to_seq");
    }

    @Test
    void isNotHeldUpByAMessageThatWasLostLongAgo() {
        rows.missingMessage().messages(2).stored();
        edge.topology.conversation(conversation, 9, ANNA, BEN);

        assertThat(read(9)).isEqualTo(9);
        assertThat(updates(9)).hasSize(1);
    }

    @Test
    void refusesWhatIsNoSeq() {
        for (var body : List.of(
                "{}",
                "{\"up_to_seq\":-1}",
                "{\"up_to_seq\":\"4\"}",
                "{\"up_to_seq\":1.5}",
                "{\"up_to_seq\":99999999999999999999}")) {
            asBen.post("/v1/conversations/" + conversation + "/read", body)
                    .problem(400, "validation")
                    .about("/up_to_seq");
        }
    }

    private long read(long upTo) {
        return asBen.post("/v1/conversations/" + conversation + "/read", "{\"up_to_seq\":" + upTo + "}")
                .ok(200)
                .body()
                .path("up_to_seq")
                .asLong();
    }

    private long deliver(long upTo) {
        return asBen.post("/v1/conversations/" + conversation + "/delivered", "{\"up_to_seq\":" + upTo + "}")
                .ok(200)
                .body()
                .path("up_to_seq")
                .asLong();
    }

    private List<StatusUpdate> updates(long seq) {
        return TopicReader.values(edge, Topics.STATUS_UPDATES, id(seq));
    }

    private List<Long> marks() {
        return TopicReader.values(edge, Topics.WATERMARKS, conversation + "|" + BEN).stream()
                .map(Watermark::readSeq)
                .toList();
    }

    private String id(long seq) {
        return Rows.id(conversation, seq);
    }
}

package chat4all.sinks.status;

import chat4all.schemas.MessageStatus;
import chat4all.schemas.Topics;
import chat4all.schemas.Watermark;
import chat4all.sinks.cassandra.PermanentFailureException;
import chat4all.sinks.cassandra.StatusStore;
import chat4all.sinks.streams.CommitGate;
import chat4all.sinks.streams.DeadLetters;
import chat4all.sinks.streams.Gathered;
import chat4all.sinks.streams.Received;
import chat4all.sinks.streams.SinkTopology;
import chat4all.sinks.streams.WriteSpans;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Stores the last state of each message and of each member's watermarks, once a commit; what came between is skipped. */
public final class StatusSink {
    private static final int ROWS_PER_BATCH = 20;

    private final StatusStore store;
    private final DeadLetters deadLetters;
    private final CommitGate gate;
    private final WriteSpans spans;
    private final Gathered<String, String, Received<MessageStatus>> states = new Gathered<>((earlier, later) -> later);
    private final Gathered<String, String, Received<Watermark>> watermarks = new Gathered<>(StatusSink::farther);

    private StatusSink(StatusStore store, DeadLetters deadLetters, CommitGate gate, WriteSpans spans) {
        this.store = store;
        this.deadLetters = deadLetters;
        this.gate = gate;
        this.spans = spans;
    }

    public static SinkTopology topology(StatusStore store, DeadLetters deadLetters, CommitGate gate, WriteSpans spans) {
        var sink = new StatusSink(store, deadLetters, gate, spans);
        gate.beforeCommit(sink::write);
        return new SinkTopology()
                .sink(Topics.MESSAGE_STATUS, "store-status", sink::gatherStatus)
                .sink(Topics.WATERMARKS, "store-watermark", sink::gatherWatermark);
    }

    private void gatherStatus(Received<MessageStatus> received) {
        String messageId = received.value().messageId();
        states.put(messageId, messageId, received);
    }

    private void gatherWatermark(Received<Watermark> received) {
        Watermark watermark = received.value();
        if (watermark.deliveredSeq() > 0 || watermark.readSeq() > 0) {
            watermarks.put(watermark.conversationId(), watermark.userId(), received);
        }
    }

    private void write() {
        states.drain(1, (messageId, states) -> write(states.get(0)));
        watermarks.drain(
                ROWS_PER_BATCH,
                (conversationId, rows) -> begin(
                        rows,
                        () -> store.advance(rows.stream().map(Received::value).toList())));
    }

    private void write(Received<MessageStatus> received) {
        MessageStatus state = received.value();
        StatusRows rows = StatusRows.of(state);
        if (!rows.recipients().isEmpty()) {
            begin(List.of(received), () -> store.upsert(state, rows.recipients()));
        }
        rows.message().ifPresent(row -> begin(List.of(received), () -> store.set(state, row)));
    }

    private <V> void begin(List<Received<V>> records, Supplier<CompletionStage<Void>> work) {
        gate.begin(() -> spans.begin("store", records, record -> record)
                .endWith(work.get().exceptionallyCompose(error -> bury(records, error))));
    }

    private <V> CompletionStage<Void> bury(List<Received<V>> records, Throwable error) {
        if (!(error instanceof PermanentFailureException)) {
            return CompletableFuture.failedStage(error);
        }
        return CompletableFuture.allOf(records.stream()
                .map(received -> deadLetters.bury(received, error).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    private static Received<Watermark> farther(Received<Watermark> earlier, Received<Watermark> later) {
        Watermark one = earlier.value();
        Watermark other = later.value();
        var farthest = new Watermark(
                other.conversationId(),
                other.userId(),
                Math.max(one.deliveredSeq(), other.deliveredSeq()),
                Math.max(one.readSeq(), other.readSeq()),
                other.at());
        return new Received<>(
                later.key(),
                farthest,
                later.bytes(),
                later.headers(),
                later.topic(),
                later.partition(),
                later.offset());
    }
}

package chat4all.sinks.history;

import chat4all.runtime.tracing.Tracing;
import chat4all.schemas.ConversationEvent;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.Topics;
import chat4all.sinks.cassandra.HistoryStore;
import chat4all.sinks.cassandra.PermanentFailureException;
import chat4all.sinks.cassandra.UserConversation;
import chat4all.sinks.streams.CommitGate;
import chat4all.sinks.streams.DeadLetters;
import chat4all.sinks.streams.Gathered;
import chat4all.sinks.streams.Outbox;
import chat4all.sinks.streams.Received;
import chat4all.sinks.streams.SinkTopology;
import chat4all.sinks.streams.WriteSpans;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Stores every event of {@code conversation-log}, then tells that it is delivered: in this order, so that who hears of a
 * delivery can read the message. The members' lists of conversations are written once a commit, not once a message.
 */
public final class HistorySink {
    private static final int ROWS_PER_BATCH = 20;

    private final HistoryStore store;
    private final Outbox outbox;
    private final DeadLetters deadLetters;
    private final CommitGate gate;
    private final WriteSpans spans;
    private final Clock clock;
    private final Gathered<String, String, Newest> lists = new Gathered<>(Newest::merged);

    private HistorySink(
            HistoryStore store,
            Outbox outbox,
            DeadLetters deadLetters,
            CommitGate gate,
            WriteSpans spans,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.gate = gate;
        this.spans = spans;
        this.clock = clock;
    }

    public static SinkTopology topology(
            HistoryStore store,
            Outbox outbox,
            DeadLetters deadLetters,
            CommitGate gate,
            WriteSpans spans,
            Clock clock) {
        var sink = new HistorySink(store, outbox, deadLetters, gate, spans, clock);
        gate.beforeCommit(sink::writeLists);
        return new SinkTopology().sink(Topics.CONVERSATION_LOG, "store-event", sink::store);
    }

    private void store(Received<ConversationEvent> received) {
        ConversationEvent event = received.value();
        gate.begin(() -> traced(received));
        event.audience()
                .forEach(user -> lists.put(
                        user, event.conversationId(), new Newest(UserConversation.of(event, user), received)));
    }

    private CompletionStage<Void> traced(Received<ConversationEvent> received) {
        var span = spans.begin("store", received);
        var within = received.within(span);
        return span.endWith(written(within).exceptionallyCompose(error -> unavailable(within, error)));
    }

    private CompletionStage<Void> written(Received<ConversationEvent> received) {
        ConversationEvent event = received.value();
        if (event.data() instanceof MessageCreated message) {
            Instant storedAt = Inbox.storedAt(event, clock.instant());
            return store.insert(event, message, Inbox.initialStatus(message, storedAt))
                    .thenCompose(done -> announce(received, Inbox.delivered(event, message, storedAt)));
        }
        return store.insert(event);
    }

    private CompletionStage<Void> announce(Received<?> received, List<StatusUpdate> updates) {
        return CompletableFuture.allOf(updates.stream()
                .map(update -> outbox.send(statusRecord(received, update)).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    private static ProducerRecord<byte[], byte[]> statusRecord(Received<?> received, StatusUpdate update) {
        String topic = Topics.STATUS_UPDATES.name();
        var entry = new ProducerRecord<>(
                topic,
                update.messageId().getBytes(StandardCharsets.UTF_8),
                Topics.STATUS_UPDATES.valueSerde().serializer().serialize(topic, update));
        var trace = received.headers().lastHeader(Tracing.TRACEPARENT);
        if (trace != null) {
            entry.headers().add(trace);
        }
        return entry;
    }

    /** An event that can never be stored keeps its place and becomes a dead letter; an outage stays an error. */
    private CompletionStage<Void> unavailable(Received<ConversationEvent> received, Throwable error) {
        Throwable cause = cause(error);
        if (!(cause instanceof PermanentFailureException)) {
            return CompletableFuture.failedStage(cause);
        }
        return store.insertUnavailable(received.value())
                .exceptionallyCompose(HistorySink::unlessPermanent)
                .thenCompose(done -> deadLetters.bury(received, cause));
    }

    private void writeLists() {
        lists.drain(
                ROWS_PER_BATCH,
                (user, rows) -> gate.begin(() -> spans.begin("list", rows, Newest::received)
                        .endWith(store.upsert(
                                        user, rows.stream().map(Newest::row).toList())
                                .exceptionallyCompose(error -> buryAll(rows, cause(error))))));
    }

    private CompletionStage<Void> buryAll(List<Newest> rows, Throwable cause) {
        if (!(cause instanceof PermanentFailureException)) {
            return CompletableFuture.failedStage(cause);
        }
        return CompletableFuture.allOf(rows.stream()
                .map(row -> deadLetters.bury(row.received(), cause).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    private static CompletionStage<Void> unlessPermanent(Throwable error) {
        return cause(error) instanceof PermanentFailureException
                ? CompletableFuture.completedStage(null)
                : CompletableFuture.failedStage(error);
    }

    private static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    private record Newest(UserConversation row, Received<ConversationEvent> received) {
        static Newest merged(Newest one, Newest other) {
            var later = one.row.lastSeq() > other.row.lastSeq() ? one.received : other.received;
            return new Newest(UserConversation.merged(one.row, other.row), later);
        }
    }
}

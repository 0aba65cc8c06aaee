package chat4all.edge.status;

import chat4all.edge.kafka.TopicWriter;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.StatusUpdate.Source;
import chat4all.schemas.Topics;
import chat4all.schemas.Watermark;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Tells the topics who has received and read what, and remembers for a while what it told: until the topology and the sinks have
 * followed, a repetition would otherwise be told again.
 */
final class Reads {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int REMEMBERED = 100_000;

    private final TopicWriter writer;
    private final Cache<Reading, Instant> told =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(KEPT).build();
    private final Cache<Reading, Long> marked =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(KEPT).build();
    private final Cache<Reading, Long> delivered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(KEPT).build();

    Reads(TopicWriter writer) {
        this.writer = writer;
    }

    /** A message, as far as an update on it must name it. */
    record Message(String messageId, String conversationId, long seq, String senderId, Instant at) {}

    private record Reading(String reader, String id) {}

    /** When the reader was last said to have read it. */
    Optional<Instant> toldAt(String reader, String messageId) {
        return Optional.ofNullable(told.getIfPresent(new Reading(reader, messageId)));
    }

    CompletableFuture<Void> message(String reader, Message message, Instant at, Optional<String> trace) {
        var update = new StatusUpdate(
                message.messageId(),
                message.conversationId(),
                message.seq(),
                message.senderId(),
                reader,
                DeliveryStatus.READ,
                1,
                at,
                message.at(),
                Source.READER,
                null,
                null,
                List.of());
        return writer.append(Topics.STATUS_UPDATES, message.messageId(), update, trace)
                .thenAccept(timestamp -> told.put(new Reading(reader, message.messageId()), at));
    }

    /** The highest seq this process has marked for the reader lately, 0 for none. */
    long markedUpTo(String reader, String conversationId) {
        return known(marked, reader, conversationId);
    }

    /** The same of what was delivered to a device. */
    long deliveredUpTo(String member, String conversationId) {
        return known(delivered, member, conversationId);
    }

    /** Readers of the topic keep the greatest, so a lower mark never undoes a higher one. */
    CompletableFuture<Void> upTo(String reader, String conversationId, long seq, Instant at, Optional<String> trace) {
        long received = Math.max(seq, deliveredUpTo(reader, conversationId));
        return mark(new Watermark(conversationId, reader, received, seq, at), trace);
    }

    /** With the read mark that is known: compaction keeps a member's newest record alone. */
    CompletableFuture<Void> delivered(
            String member, String conversationId, long seq, long readSeq, Instant at, Optional<String> trace) {
        long read = Math.max(readSeq, markedUpTo(member, conversationId));
        return mark(new Watermark(conversationId, member, Math.max(seq, read), read, at), trace);
    }

    private CompletableFuture<Void> mark(Watermark mark, Optional<String> trace) {
        var member = new Reading(mark.userId(), mark.conversationId());
        return writer.append(Topics.WATERMARKS, mark.key(), mark, trace).thenAccept(timestamp -> {
            marked.asMap().merge(member, mark.readSeq(), Math::max);
            delivered.asMap().merge(member, mark.deliveredSeq(), Math::max);
        });
    }

    private static long known(Cache<Reading, Long> marks, String user, String conversationId) {
        var seq = marks.getIfPresent(new Reading(user, conversationId));
        return seq == null ? 0 : seq;
    }
}

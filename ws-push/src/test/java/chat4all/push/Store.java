package chat4all.push;

import chat4all.runtime.cassandra.Cassandra;
import chat4all.runtime.config.CassandraConfig;
import chat4all.schemas.HistoryTable;
import chat4all.schemas.Topics;
import chat4all.servers.LocalServers;
import chat4all.servers.SharedServers;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Rows as the sinks write them. */
final class Store {
    static final Instant BEGIN = Instant.parse("2026-02-01T10:00:00Z");
    private static final int TOGETHER = 40;
    private static final int PER_MUTATION = 20;

    private final CqlSession session;
    private final PreparedStatement message;

    private Store(CqlSession session) {
        this.session = session;
        this.message =
                session.prepare("INSERT INTO events_by_conversation (conversation_id, bucket, seq, type, ordinal,"
                        + " at_us, actor, message_id, recipients, content, message_type, status)"
                        + " VALUES (?, ?, ?, 'message.created', ?, ?, ?, ?, ?, ?, 'text', 'DELIVERED')");
    }

    static Store shared() {
        return Holder.STORE;
    }

    void messages(String conversationId, long first, long last, String content) {
        List<CompletionStage<?>> writes = new ArrayList<>();
        for (long from = first; from <= last; from += PER_MUTATION) {
            writes.add(
                    session.executeAsync(rows(conversationId, from, Math.min(last, from + PER_MUTATION - 1), content)));
            if (writes.size() == TOGETHER) {
                writes.forEach(write -> write.toCompletableFuture().join());
                writes.clear();
            }
        }
        writes.forEach(write -> write.toCompletableFuture().join());
    }

    /** Rows of two buckets at most. */
    private BatchStatement rows(String conversationId, long first, long last, String content) {
        var batch = BatchStatement.builder(BatchType.UNLOGGED);
        for (long seq = first; seq <= last; seq++) {
            batch.addStatement(message.bind(
                    conversationId,
                    HistoryTable.bucketOf(seq),
                    seq,
                    seq,
                    HistoryTable.writeTimestamp(BEGIN.plusSeconds(seq)),
                    "user_maria",
                    "msg_" + conversationId + seq,
                    List.of("user_joao"),
                    content));
        }
        return batch.build();
    }

    /** An event that is no message. */
    void event(String conversationId, long seq, String type, String data) {
        session.execute(
                "INSERT INTO events_by_conversation (conversation_id, bucket, seq, type, ordinal, at_us, actor, data)"
                        + " VALUES (?, ?, ?, ?, 0, ?, 'user_maria', ?)",
                conversationId,
                HistoryTable.bucketOf(seq),
                seq,
                type,
                HistoryTable.writeTimestamp(BEGIN.plusSeconds(seq)),
                data);
    }

    /** What a message says now; null after it was deleted. */
    void text(String conversationId, long seq, @Nullable String content) {
        session.execute(
                "UPDATE events_by_conversation SET content = ? WHERE conversation_id = ? AND bucket = ? AND seq = ?",
                content,
                conversationId,
                HistoryTable.bucketOf(seq),
                seq);
    }

    void stay(String conversationId, String userId, long first, @Nullable Long last) {
        session.execute(
                "INSERT INTO conversation_members (conversation_id, user_id, first_visible_seq, last_visible_seq, role)"
                        + " VALUES (?, ?, ?, ?, 'member')",
                conversationId,
                userId,
                first,
                last);
    }

    void head(String conversationId, String userId, long seq) {
        session.execute(
                "INSERT INTO conversations_by_user (user_id, conversation_id, last_seq, last_ordinal, last_at_us)"
                        + " VALUES (?, ?, ?, ?, 0)",
                userId,
                conversationId,
                seq,
                seq);
    }

    void readUpTo(String conversationId, String userId, long seq) {
        session.execute(
                "INSERT INTO watermarks_by_conversation (conversation_id, user_id, read_seq) VALUES (?, ?, ?)",
                conversationId,
                userId,
                seq);
    }

    private static Store open() {
        var config = new CassandraConfig(
                List.of(SharedServers.cassandra()), LocalServers.CASSANDRA_DATACENTER, "chat4all", 1);
        try (var session = Cassandra.connectWithoutKeyspace(config, "test");
                var script = Topics.class.getResourceAsStream("/chat4all/schema.cql")) {
            var text = new String(script.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("--[^\n]*", "")
                    .replace("${keyspace}", config.keyspace())
                    .replace("${datacenter}", config.datacenter())
                    .replace("${replication}", "1");
            for (var statement : text.split(";")) {
                if (!statement.isBlank()) {
                    session.execute(SimpleStatement.newInstance(statement).setTimeout(Duration.ofSeconds(20)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Store(Cassandra.connect(config, "test"));
    }

    private static final class Holder {
        static final Store STORE = open();
    }
}

package chat4all.edge;

import java.time.Instant;
import java.util.stream.LongStream;

/** Writes which messages carry a file as the history sink would. */
final class FileCarriers {
    private final TestEdge edge;
    private final String fileId;
    private final String conversation;

    FileCarriers(TestEdge edge, String fileId, String conversation) {
        this.edge = edge;
        this.fileId = fileId;
        this.conversation = conversation;
    }

    FileCarriers carry(long seq) {
        edge.cassandra.execute(
                "INSERT INTO messages_by_file (file_id, conversation_id, seq) VALUES (?, ?, ?)",
                fileId,
                conversation,
                seq);
        return this;
    }

    FileCarriers delete(long seq) {
        var now = Instant.now();
        edge.cassandra.execute(
                "DELETE FROM messages_by_file WHERE file_id = ? AND conversation_id = ? AND seq = ?",
                fileId,
                conversation,
                seq);
        edge.cassandra.execute("UPDATE messages_by_file SET released_at = ? WHERE file_id = ?", now, fileId);
        edge.cassandra.execute(
                "INSERT INTO released_files_by_hour (hour, file_id, released_at) VALUES (?, ?, ?)",
                hour(now),
                fileId,
                now);
        return this;
    }

    /** Whether somebody has still to look whether the file is to be deleted. */
    boolean isNoted() {
        long hour = hour(Instant.now());
        return LongStream.of(hour - 1, hour)
                .mapToObj(at -> edge.cassandra.execute(
                        "SELECT hour FROM released_files_by_hour WHERE hour = ? AND file_id = ?", at, fileId))
                .anyMatch(found -> found.one() != null);
    }

    private static long hour(Instant time) {
        return time.getEpochSecond() / 3_600;
    }
}

package chat4all.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * A large file in parts, each straight into the store: after a cut connection only what is missing is sent again, for
 * some minutes. Two parts at a time are on their way and in memory: the line is not idle while the store closes a part.
 */
final class PartedUpload {
    /** From here on a file goes in parts. */
    static final long LARGE = 16L * 1024 * 1024;

    private static final int AT_ONCE = 2;
    private static final int MOST_FAILURES = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);

    private final Api api;
    private final Path file;
    private final LongConsumer sent;
    private int failures;
    private volatile boolean reached;

    /** @param sent told how many bytes have gone */
    PartedUpload(Api api, Path file, LongConsumer sent) {
        this.api = api;
        this.file = file;
        this.sent = sent;
    }

    /** What is known of the file; empty when the store, unlike the API, cannot be reached from here. */
    Optional<JsonNode> send(String conversationId) {
        try (FileChannel bytes = FileChannel.open(file)) {
            JsonNode begun = api.post("/v1/files/initiate", announcement(conversationId, bytes));
            String upload = begun.path("upload_id").asText();
            if (!putAll(bytes, "/v1/files/uploads/" + Api.segment(upload))) {
                api.delete("/v1/files/uploads/" + Api.segment(upload));
                return Optional.empty();
            }
            return Optional.of(ready(
                    api.post("/v1/files/complete", Api.JSON.createObjectNode().put("upload_id", upload))));
        } catch (IOException unreadable) {
            throw Failure.usage("failure.noFile", file);
        }
    }

    private ObjectNode announcement(String conversationId, FileChannel bytes) throws IOException {
        return Api.JSON
                .createObjectNode()
                .put("conversation_id", conversationId)
                .put("filename", String.valueOf(file.getFileName()))
                .put("size_bytes", bytes.size())
                .put("checksum", checksum(bytes));
    }

    /** Asks what is missing and puts it, until nothing is; false when not a single part can be put. */
    private boolean putAll(FileChannel bytes, String upload) throws IOException {
        while (true) {
            JsonNode progress = api.get(upload);
            JsonNode missing = progress.path("missing");
            if (missing.isEmpty()) {
                return true;
            }
            if (put(bytes, missing, progress.path("part_size").asLong())) {
                failures = 0;
                continue;
            }
            if (!reached && failures > 0) {
                return false;
            }
            if (++failures > MOST_FAILURES) {
                throw Failure.unreachable(missing.at("/0/url").asText().replaceFirst("\\?.*", ""));
            }
            pause(Duration.ofSeconds(1L << Math.min(failures, 5)));
        }
    }

    /** False when a part is not taken; then no other is begun. */
    private boolean put(FileChannel bytes, JsonNode missing, long partSize) throws IOException {
        Queue<JsonNode> left = new ConcurrentLinkedQueue<>();
        long lacking = 0;
        for (JsonNode part : missing) {
            left.add(part);
            lacking += part.path("size_bytes").asLong();
        }
        AtomicLong done = new AtomicLong(bytes.size() - lacking);
        ExecutorService lines = Executors.newFixedThreadPool(AT_ONCE);
        try {
            boolean all = true;
            Callable<Boolean> puttingEach = () -> putEach(left, bytes, partSize, done);
            for (Future<Boolean> line : lines.invokeAll(Collections.nCopies(AT_ONCE, puttingEach))) {
                all &= line.get();
            }
            return all;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.refused("failure.interrupted");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw failed.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failed);
        } finally {
            lines.shutdownNow();
        }
    }

    private boolean putEach(Queue<JsonNode> left, FileChannel bytes, long partSize, AtomicLong done)
            throws IOException {
        for (JsonNode part = left.poll(); part != null; part = left.poll()) {
            byte[] content = read(
                    bytes,
                    (part.path("part_number").asLong() - 1) * partSize,
                    part.path("size_bytes").asInt());
            if (!api.put(URI.create(part.path("url").asText()), content)) {
                left.clear();
                return false;
            }
            reached = true;
            synchronized (sent) {
                sent.accept(done.addAndGet(content.length));
            }
        }
        return true;
    }

    private JsonNode ready(JsonNode complete) {
        JsonNode known = complete;
        while (known.path("state").asText().equals("verifying")) {
            pause(ASK_EVERY);
            known = api.get("/v1/files/" + Api.segment(complete.path("file_id").asText()));
        }
        if (!known.path("state").asText().equals("ready")) {
            throw Failure.refused("failure.checksum", file);
        }
        return known;
    }

    private static byte[] read(FileChannel bytes, long from, int length) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(length);
        int count;
        do {
            count = bytes.read(part, from + part.position());
        } while (count > 0);
        return part.array();
    }

    private static String checksum(FileChannel bytes) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer buffer = ByteBuffer.allocate(128 * 1024);
            for (long at = 0; bytes.read(buffer.clear(), at) >= 0; at += buffer.limit()) {
                digest.update(buffer.flip());
            }
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(Math.min(time.toMillis(), LONGEST_PAUSE.toMillis()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.refused("failure.interrupted");
        }
    }
}

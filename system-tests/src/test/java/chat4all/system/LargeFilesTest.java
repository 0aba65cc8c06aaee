package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files larger than the edge's memory, through a process of its own. */
@Tag("long")
@Order(4)
@ExtendWith(OnTheStack.class)
class LargeFilesTest {
    private static final String EDGE = "edge-api";
    private static final String BOUNDARY = "large";
    private static final long LARGE = 1_800_000_000;
    private static final long MOST_GROWTH_MB = 64;

    private final Stack stack;
    private final Api user;
    private final HttpClient http = HttpClient.newHttpClient();

    LargeFilesTest(Stack stack) {
        this.stack = stack;
        this.user = Api.login(stack.api(), "user_a", "pass_a");
    }

    @Test
    @Timeout(3_600)
    void almostTwoGigabytesGoUpAndDownWhileTheEdgeStaysSmall() throws Exception {
        String warm = digest(upload("large-warm", new Noise(60_000_000)));
        assertThat(warm).isNotEmpty();
        long before = residentMegabytes();
        var sent = digested(new Noise(LARGE));

        JsonNode stored = upload("large", sent);
        long afterUp = residentMegabytes();
        var received = digested(content(stored.path("file_id").asText()));
        received.transferTo(OutputStream.nullOutputStream());
        long afterDown = residentMegabytes();

        assertThat(stored.path("size_bytes").asLong()).isEqualTo(LARGE);
        assertThat(digest(stored)).isEqualTo(hex(sent));
        assertThat(hex(received)).isEqualTo(hex(sent));
        System.out.printf("edge: %d MB, %d MB after 1.8 GB up, %d MB after it down%n", before, afterUp, afterDown);
        assertThat(Math.max(afterUp, afterDown) - before).isLessThanOrEqualTo(MOST_GROWTH_MB);
    }

    @Test
    @Timeout(3_600)
    void almostTwoGigabytesComeInPartsAndAreVerifiedWhileTheEdgeStaysSmall() throws Exception {
        inParts(new Noise(60_000_000), 60_000_000);
        long before = residentMegabytes();
        var sent = digested(new Noise(LARGE));

        JsonNode stored = inParts(sent, LARGE);
        long afterUp = residentMegabytes();
        var received = digested(content(stored.path("file_id").asText()));
        received.transferTo(OutputStream.nullOutputStream());
        long afterDown = residentMegabytes();

        assertThat(stored.path("size_bytes").asLong()).isEqualTo(LARGE);
        assertThat(digest(stored)).isEqualTo(hex(sent));
        assertThat(hex(received)).isEqualTo(hex(sent));
        System.out.printf(
                "edge: %d MB, %d MB after 1.8 GB in parts, %d MB after it down%n", before, afterUp, afterDown);
        assertThat(Math.max(afterUp, afterDown) - before).isLessThanOrEqualTo(MOST_GROWTH_MB);
    }

    @Test
    @Timeout(600)
    void ofAnUploadThatTheEdgeDiedInNothingIsSeenAndTheRetryWorks() throws Exception {
        var halfway = new CountDownLatch(1);
        var killed = new CompletableFuture<Boolean>();
        var bytes = new Noise(100_000_000, 40_000_000, () -> {
            halfway.countDown();
            // Else a quick edge has all of it before it is killed.
            killed.join();
        });
        var broken = CompletableFuture.supplyAsync(() -> {
            try {
                return upload("large-cut", bytes).path("file_id").asText();
            } catch (IOException | InterruptedException e) {
                return "";
            }
        });
        assertThat(halfway.await(5, TimeUnit.MINUTES)).isTrue();

        stack.kill(EDGE);
        killed.complete(true);

        assertThat(broken.join()).isEmpty();
        stack.awaitUp(EDGE);
        var again = digested(new Noise(100_000_000));
        JsonNode stored = Awaitility.await("the edge takes files")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> upload("large-cut", digested(new Noise(1_000))), file -> file.has("file_id"));
        assertThat(stored.path("state").asText()).isEqualTo("ready");
        assertThat(digest(upload("large-cut", again))).isEqualTo(hex(again));
    }

    private JsonNode upload(String conversation, InputStream file) throws IOException, InterruptedException {
        byte[] head = ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"conversation_id\"\r\n\r\n"
                        + conversation
                        + "\r\n--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"noise.bin\"\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
        var form = new SequenceInputStream(
                Collections.enumeration(List.of(new ByteArrayInputStream(head), file, new ByteArrayInputStream(tail))));
        var answer = http.send(
                request("/v1/files")
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofInputStream(() -> form))
                        .build(),
                BodyHandlers.ofString());
        return Api.JSON.readTree(answer.body());
    }

    /** Straight into the store, one part after the other; the file as it is once it is verified. */
    private JsonNode inParts(InputStream file, long size) throws Exception {
        var hashed = digested(file);
        JsonNode begun = user.post(
                        "/v1/files/initiate",
                        Api.JSON
                                .createObjectNode()
                                .put("conversation_id", "large-parts")
                                .put("filename", "noise.bin")
                                .put("size_bytes", size))
                .json();
        for (JsonNode url : begun.path("part_urls")) {
            byte[] part = hashed.readNBytes(begun.path("part_size").asInt());
            var request = HttpRequest.newBuilder(URI.create(url.asText()))
                    .PUT(BodyPublishers.ofByteArray(part))
                    .build();
            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
        Api.Answer completed = user.post(
                "/v1/files/complete",
                Api.JSON
                        .createObjectNode()
                        .put("upload_id", begun.path("upload_id").asText())
                        .put("checksum", hex(hashed)));
        assertThat(completed.status()).as(completed.response().body()).isEqualTo(202);
        String path = "/v1/files/" + begun.path("file_id").asText();
        return Awaitility.await("it is verified")
                .atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> user.get(path).json(),
                        known -> !known.path("state").asText().equals("verifying"));
    }

    private InputStream content(String fileId) throws IOException, InterruptedException {
        return http.send(request("/v1/files/" + fileId + "/content").build(), BodyHandlers.ofInputStream())
                .body();
    }

    private HttpRequest.Builder request(String path) {
        URI address = stack.api().resolve(path);
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + user.token);
    }

    /** What the kernel says, for the supervisor's own figure is rounded. */
    private long residentMegabytes() throws IOException {
        Path status =
                Path.of("/proc", Long.toString(stack.component(EDGE).path("pid").asLong()), "status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private static String digest(JsonNode file) {
        return file.path("checksum").asText();
    }

    private static DigestInputStream digested(InputStream bytes) throws NoSuchAlgorithmException {
        return new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"));
    }

    /** Of what was read; may be asked again. */
    private static String hex(DigestInputStream read) throws CloneNotSupportedException {
        var digest = (MessageDigest) read.getMessageDigest().clone();
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    /** So many bytes, 1 MB of noise again and again; tells when so many of them have gone. */
    private static final class Noise extends InputStream {
        private static final byte[] BLOCK = new byte[1024 * 1024];

        static {
            new Random(5).nextBytes(BLOCK);
        }

        private final long length;
        private final long mark;
        private final Runnable atMark;
        private long at;
        private boolean marked;

        Noise(long length) {
            this(length, length, () -> {});
        }

        /** @param atMark is run once, as soon as so many bytes were read, before any other */
        Noise(long length, long mark, Runnable atMark) {
            this.length = length;
            this.mark = mark;
            this.atMark = atMark;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) {
            if (at == length) {
                return -1;
            }
            int from = (int) (at % BLOCK.length);
            int some = (int) Math.min(Math.min(count, length - at), BLOCK.length - from);
            System.arraycopy(BLOCK, from, buffer, offset, some);
            at += some;
            if (at >= mark && !marked) {
                marked = true;
                atMark.run();
            }
            return some;
        }
    }
}

package chat4all.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Files through the platform against the same files straight to its store, in turn, in one run: medians, so that a busy
 * machine harms both alike. Exit code 1 when less than 0.6 of the direct rate is reached, 0.9 in parts, or half of the
 * small uploads take longer than 15 ms.
 */
@Command(
        name = "files",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures uploads and downloads through the platform against the store alone.")
final class FilesBench implements Callable<Integer> {
    private static final String BOUNDARY = "chat4all-bench";
    private static final int SMALL = 20 * 1024;
    private static final double LEAST_SHARE = 0.6;
    private static final double LEAST_SHARE_IN_PARTS = 0.9;
    private static final double MOST_MILLIS = 15;
    private static final int PARTS_AT_ONCE = 2;

    @Mixin
    private Platform platform = new Platform();

    @Option(
            names = "--store",
            defaultValue = "${env:CHAT4ALL_S3_ENDPOINT:-http://localhost:9000}",
            description = "the S3 store (${DEFAULT-VALUE})")
    private URI store = URI.create("http://localhost:9000");

    @Option(names = "--bucket", defaultValue = "chat4all-files")
    private String bucket = "";

    @Option(names = "--region", defaultValue = "us-east-1")
    private String region = "";

    @Option(names = "--access-key", defaultValue = "${env:CHAT4ALL_S3_ACCESS_KEY:-local-access}")
    private String accessKey = "";

    @Option(
            names = "--secret-key",
            defaultValue = "${env:CHAT4ALL_S3_SECRET_KEY:-local-secret-key}",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
    private String secretKey = "";

    @Option(names = "--megabytes", defaultValue = "200", description = "of one large file (${DEFAULT-VALUE})")
    private int megabytes;

    @Option(names = "--rounds", defaultValue = "5", description = "large files each way (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--small",
            defaultValue = "300",
            description = "uploads of 20 KB, one after the other (${DEFAULT-VALUE})")
    private int small;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Integer call() {
        var run = Long.toString(System.currentTimeMillis(), 36);
        var user = new People(platform.client()).register(run, 1).get(0);
        var conversation = "bench_files_" + run;
        long size = megabytes * 1_000_000L;
        var direct = new double[rounds];
        var through = new double[rounds];
        var down = new double[rounds];
        var parts = new double[rounds];
        var checksum = checksum(size);
        for (int i = 0; i < rounds; i++) {
            var key = "/" + bucket + "/bench/" + run + "-" + i;
            direct[i] = rate(size, () -> putDirect(key, size));
            var stored = new String[1];
            through[i] = rate(size, () -> stored[0] = upload(user, conversation, size));
            down[i] = rate(size, () -> download(user, stored[0]));
            parts[i] = rate(size, () -> stored[0] = uploadInParts(user, conversation, size, checksum));
            awaitReady(user, stored[0]);
            send(
                    HttpRequest.newBuilder(signer().of("DELETE", key, Instant.now()))
                            .DELETE(),
                    BodyHandlers.discarding());
        }
        var quick = small(user, conversation);
        return report(median(direct), median(through), median(down), median(parts), quick);
    }

    private int report(double direct, double through, double down, double parts, Histogram quick) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        double share = through / direct;
        double p50 = quick.getValueAtPercentile(50) / 1000.0;
        double p99 = quick.getValueAtPercentile(99) / 1000.0;
        out.printf(Locale.ROOT, "direct PUT        %6.0f MB/s, %d files of %d MB%n", direct, rounds, megabytes);
        out.printf(Locale.ROOT, "POST /v1/files    %6.0f MB/s, %.2f of it%n", through, share);
        out.printf(Locale.ROOT, "GET …/content     %6.0f MB/s%n", down);
        out.printf(
                Locale.ROOT,
                "in parts          %6.0f MB/s, %.2f of it, verification excluded%n",
                parts,
                parts / direct);
        out.printf(Locale.ROOT, "20 KB upload      p50 %.1f ms, p99 %.1f ms, %d files%n", p50, p99, small);
        out.printf(
                Locale.ROOT,
                "{\"direct_mb_s\":%.1f,\"upload_mb_s\":%.1f,\"share\":%.3f,\"download_mb_s\":%.1f,\"parts_mb_s\":%.1f,\"parts_share\":%.3f,\"small_p50_ms\":%.2f,\"small_p99_ms\":%.2f}%n",
                direct,
                through,
                share,
                down,
                parts,
                parts / direct,
                p50,
                p99);
        return share >= LEAST_SHARE && parts / direct >= LEAST_SHARE_IN_PARTS && p50 <= MOST_MILLIS ? 0 : 1;
    }

    private Histogram small(Participant user, String conversation) {
        var micros = new Histogram(3);
        for (int i = 0; i < small + small / 4; i++) {
            long start = System.nanoTime();
            upload(user, conversation, SMALL);
            // The first ones warm up.
            if (i >= small / 4) {
                micros.recordValue((System.nanoTime() - start) / 1000);
            }
        }
        return micros;
    }

    private static double rate(long bytes, Runnable transfer) {
        long start = System.nanoTime();
        transfer.run();
        return bytes / 1e6 / ((System.nanoTime() - start) / 1e9);
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private SignedUrl signer() {
        return new SignedUrl(store, region, accessKey, secretKey);
    }

    private void putDirect(String key, long size) {
        send(
                HttpRequest.newBuilder(signer().of("PUT", key, Instant.now())).PUT(body(size, () -> new Noise(size))),
                BodyHandlers.discarding());
    }

    private String upload(Participant user, String conversation, long size) {
        var head = ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"conversation_id\"\r\n\r\n"
                        + conversation
                        + "\r\n--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"noise.bin\"\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        var tail = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
        Supplier<InputStream> form = () -> new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(head), new Noise(size), new ByteArrayInputStream(tail))));
        var answer = send(
                request(user, "/v1/files")
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(body(head.length + size + tail.length, form)),
                BodyHandlers.ofString());
        return Api.json(answer.body()).path("file_id").asText();
    }

    /** Straight into the store, two parts at a time as the clients do; answered before it is verified. */
    private String uploadInParts(Participant user, String conversation, long size, String checksum) {
        var begun = post(
                user,
                "/v1/files/initiate",
                Map.of(
                        "conversation_id", conversation,
                        "filename", "noise.bin",
                        "size_bytes", size,
                        "checksum", checksum));
        long partSize = begun.path("part_size").asLong();
        var lines = new Semaphore(PARTS_AT_ONCE);
        var sent = new ArrayList<CompletableFuture<?>>();
        long left = size;
        for (var url : begun.path("part_urls")) {
            long part = Math.min(left, partSize);
            lines.acquireUninterruptibly();
            // Parts are whole blocks of noise: one after the other they are the noise of the whole.
            var request = HttpRequest.newBuilder(URI.create(url.asText()))
                    .PUT(body(part, () -> new Noise(part)))
                    .build();
            sent.add(http.sendAsync(request, BodyHandlers.discarding())
                    .thenAccept(FilesBench::requireSuccess)
                    .whenComplete((done, failed) -> lines.release()));
            left -= part;
        }
        sent.forEach(CompletableFuture::join);
        return post(
                        user,
                        "/v1/files/complete",
                        Map.of("upload_id", begun.path("upload_id").asText()))
                .path("file_id")
                .asText();
    }

    private void awaitReady(Participant user, String fileId) {
        String state;
        do {
            state = Api.json(send(request(user, "/v1/files/" + fileId).GET(), BodyHandlers.ofString())
                            .body())
                    .path("state")
                    .asText();
        } while (state.equals("verifying"));
        if (!state.equals("ready")) {
            throw new ApiException("a file in parts ended as " + state);
        }
    }

    private JsonNode post(Participant user, String path, Map<String, ?> body) {
        var request = request(user, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Api.text(body)));
        return Api.json(send(request, BodyHandlers.ofString()).body());
    }

    private static String checksum(long size) {
        try (var noise = new DigestInputStream(new Noise(size), MessageDigest.getInstance("SHA-256"))) {
            noise.transferTo(OutputStream.nullOutputStream());
            return "sha256:" + HexFormat.of().formatHex(noise.getMessageDigest().digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void download(Participant user, String fileId) {
        send(request(user, "/v1/files/" + fileId + "/content").GET(), BodyHandlers.discarding());
    }

    private HttpRequest.Builder request(Participant user, String path) {
        return HttpRequest.newBuilder(platform.address().resolve(path))
                .header("Authorization", "Bearer " + user.token());
    }

    private static BodyPublisher body(long length, Supplier<InputStream> bytes) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(bytes), length);
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            var answer = http.send(request.timeout(Duration.ofMinutes(10)).build(), handler);
            requireSuccess(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void requireSuccess(HttpResponse<?> answer) {
        if (answer.statusCode() >= 300) {
            throw new ApiException(answer.request().uri().getPath() + " answered " + answer.statusCode());
        }
    }
}

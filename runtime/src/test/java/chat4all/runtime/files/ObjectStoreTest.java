package chat4all.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat4all.runtime.config.S3Config;
import chat4all.runtime.config.Secret;
import chat4all.runtime.init.S3Bucket;
import chat4all.servers.LocalServers;
import chat4all.servers.Server;
import chat4all.servers.SharedServers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the real S3 server. */
class ObjectStoreTest {
    private static final int PART = ObjectStore.MIN_PART_BYTES;
    private static final String TYPE = "application/octet-stream";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static ObjectStore store;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void open() {
        SharedServers.start(EnumSet.of(Server.S3));
        var config = config(SharedServers.s3());
        S3Bucket.create(config);
        store = new ObjectStore(config);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 3 * PART + 17})
    void writesAStreamOfAnyLengthAndTellsItsLengthAndDigest(int length) throws Exception {
        var bytes = bytes(length);
        var key = FileIds.objectKey();

        var written = new ObjectWriter(store).write(key, TYPE, new ByteArrayInputStream(bytes), length);

        assertThat(written.sizeBytes()).isEqualTo(length);
        assertThat(written.checksum()).isEqualTo("sha256:" + sha256(bytes));
        assertThat(read(key)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, PART, 2 * PART})
    void keepsNothingOfAStreamThatIsTooLong(int limit) {
        var key = FileIds.objectKey();

        assertThatThrownBy(() ->
                        new ObjectWriter(store).write(key, TYPE, new ByteArrayInputStream(bytes(limit + 1)), limit))
                .isInstanceOf(ObjectWriter.TooLargeException.class);

        assertThatThrownBy(() -> read(key)).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void keepsNothingOfAStreamThatBreaks() {
        var key = FileIds.objectKey();
        var breaking = new SequenceInputStream(new ByteArrayInputStream(bytes(2 * PART + 5)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        });

        assertThatThrownBy(() -> new ObjectWriter(store).write(key, TYPE, breaking, Long.MAX_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");

        assertThatThrownBy(() -> read(key)).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void readsAPartOfAnObject() throws Exception {
        var key = FileIds.objectKey();
        store.put(key, new byte[] {0, 1, 2, 3, 4, 5}, TYPE);

        try (var in = store.get(key, 2, 3L)) {
            assertThat(in.readAllBytes()).containsExactly(2, 3, 4);
        }
    }

    @Test
    void takesPartsFromWhoeverHasTheirUrls() throws Exception {
        var key = FileIds.objectKey();
        var uploadId = store.begin(key, TYPE);
        var bytes = bytes(PART + 100);

        put(store.partUrl(key, uploadId, 2, MINUTE), Arrays.copyOfRange(bytes, PART, PART + 100));
        assertThat(store.parts(key, uploadId)).extracting(part -> part.number()).containsExactly(2);
        put(store.partUrl(key, uploadId, 1, MINUTE), Arrays.copyOf(bytes, PART));
        store.complete(key, uploadId, store.parts(key, uploadId));

        assertThat(read(key)).isEqualTo(bytes);
    }

    @Test
    void forgetsAnUploadThatIsGivenUp() {
        var key = FileIds.objectKey();
        var uploadId = store.begin(key, TYPE);
        store.putPart(key, uploadId, 1, new byte[] {1});

        store.abort(key, uploadId);
        store.abort(key, uploadId);

        assertThat(store.parts(key, uploadId)).isEmpty();
    }

    @Test
    void discardsTheObjectAndEveryUploadToItsPlace() throws Exception {
        var key = FileIds.objectKey();
        store.put(key, new byte[] {7}, TYPE);
        var uploadId = store.begin(key, TYPE);
        store.putPart(key, uploadId, 1, new byte[] {1});
        var other = key + "0";
        var others = store.begin(other, TYPE);
        store.putPart(other, others, 1, new byte[] {2});

        store.discard(key);
        store.discard(key);

        assertThatThrownBy(() -> read(key)).isInstanceOf(NoSuchObjectException.class);
        assertThat(store.parts(key, uploadId)).isEmpty();
        assertThat(store.parts(other, others)).hasSize(1);
    }

    @Test
    void takesNoPartFromAUrlThatHasExpiredOrIsForAnotherMethod() throws Exception {
        var key = FileIds.objectKey();
        var uploadId = store.begin(key, TYPE);
        var url = store.partUrl(key, uploadId, 1, Duration.ofSeconds(1));

        assertThat(get(url).statusCode()).isEqualTo(403);
        Awaitility.await().until(() -> status(url) == 403);
        assertThat(status(URI.create(url.toString().replace("partNumber=1", "partNumber=2"))))
                .isEqualTo(403);
    }

    @Test
    void keepsACompleteObjectAsItIsWhateverIsPutToItsPartsLater() throws Exception {
        var key = FileIds.objectKey();
        var uploadId = store.begin(key, TYPE);
        var url = store.partUrl(key, uploadId, 1, MINUTE);
        put(url, new byte[] {1});
        store.complete(key, uploadId, store.parts(key, uploadId));

        // Refused or not, as the store likes.
        status(url);

        assertThat(read(key)).containsExactly(1);
    }

    @Test
    void losesPartsThatCameAfterTheirUploadWasCompleteWhenTheLocalStoreStartsAgain() throws Exception {
        var key = FileIds.objectKey();
        var complete = store.begin(key, TYPE);
        var url = store.partUrl(key, complete, 1, MINUTE);
        put(url, new byte[] {1});
        store.complete(key, complete, store.parts(key, complete));
        assertThat(status(url)).as("taken though nobody will ever have it").isEqualTo(200);
        assertThat(partsKept(complete)).hasSize(1);
        var other = FileIds.objectKey();
        var unfinished = store.begin(other, TYPE);
        store.putPart(other, unfinished, 1, new byte[] {2});

        var servers = SharedServers.start(EnumSet.of(Server.S3));
        servers.stop(Server.S3);
        servers.start(Server.S3);

        assertThat(partsKept(complete)).isEmpty();
        assertThat(read(key)).containsExactly(1);
        store.complete(other, unfinished, store.parts(other, unfinished));
        assertThat(read(other)).containsExactly(2);
    }

    @Test
    void givesReadUrlsThatCannotBeAltered() throws Exception {
        var key = FileIds.objectKey();
        store.put(key, new byte[] {7}, TYPE);
        var url =
                store.readUrl(key, MINUTE, Map.of("response-content-disposition", "attachment; filename=\"a b.txt\""));

        var answer = get(url);
        var altered = get(URI.create(url.toString().replace("a%20b.txt", "x.html")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).containsExactly(7);
        assertThat(answer.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"a b.txt\"");
        assertThat(altered.statusCode()).isEqualTo(403);
    }

    @Test
    void deletesAnObjectThatMayNotBeThere() {
        var key = FileIds.objectKey();
        store.put(key, new byte[] {7}, TYPE);

        store.delete(key);
        store.delete(key);

        assertThatThrownBy(() -> read(key)).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void tellsThatTheStoreIsAway() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (var away = new ObjectStore(config(URI.create("http://127.0.0.1:" + port)))) {
            assertThatThrownBy(() -> away.put("files/x", new byte[] {1}, TYPE))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }

    private static S3Config config(URI endpoint) {
        return new S3Config(
                endpoint,
                endpoint,
                "us-east-1",
                "object-store-test",
                LocalServers.S3_ACCESS_KEY,
                new Secret(LocalServers.S3_SECRET_KEY));
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(String key) throws IOException {
        try (var in = store.get(key, 0, null)) {
            return in.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private HttpResponse<byte[]> get(URI url) throws Exception {
        return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private void put(URI url, byte[] bytes) throws Exception {
        assertThat(status(url, bytes)).isEqualTo(200);
    }

    /** Files of the store, each a part of this upload. */
    private static List<Path> partsKept(String uploadId) throws IOException {
        try (var files = Files.walk(SharedServers.start(EnumSet.of(Server.S3)).s3Data())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(uploadId))
                    .toList();
        }
    }

    private int status(URI url) throws Exception {
        return status(url, new byte[] {9});
    }

    private int status(URI url, byte[] bytes) throws Exception {
        var request = HttpRequest.newBuilder(url)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}

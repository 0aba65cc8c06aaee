package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.edge.Api.Reply;
import chat4all.runtime.config.S3Config;
import chat4all.runtime.config.Secret;
import chat4all.runtime.files.ObjectStore;
import chat4all.servers.LocalServers;
import chat4all.servers.Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /v1/files/…} on the real store. */
class FileDownloadTest {
    private static final String ANNA = "user_anna";
    private static final String BEN = "user_ben";

    private final TestEdge edge = TestEdge.shared();
    private final Api asAnna = edge.as(ANNA);
    private final Api asBen = edge.as(BEN);
    private final HttpClient http = HttpClient.newHttpClient();
    private final String conversation = TestEdge.name("download");

    @BeforeEach
    void twoTalk() {
        edge.topology.conversation(conversation, 0, ANNA, BEN);
    }

    @Test
    void tellsMembersWhatIsKnownOfAFile() {
        var stored = upload("férias.png", Bytes.PNG);

        var file = asBen.get(stored.header("Location")).ok(200).body();

        assertThat(file).isEqualTo(stored.body());
        assertThat(file.path("filename").asText()).isEqualTo("férias.png");
        assertThat(file.path("state").asText()).isEqualTo("ready");
        assertThat(file.path("uploader_id").asText()).isEqualTo(ANNA);
        assertThat(file.has("object_key")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/download", "/content"})
    void doesNotLetStrangersKnowThatAFileExists(String route) {
        var path = upload("a.bin", Bytes.of(10)).header("Location") + route;

        edge.as("user_mallory").get(path).problem(404, "not-found");
        edge.anonymous().get(path).problem(401, "unauthenticated");
        asAnna.get("/v1/files/file_0123456789abcdef0123456789abcdef" + route).problem(404, "not-found");
    }

    @Test
    void asksAtEachCallWhetherTheCallerIsAMember() {
        var path = upload("a.bin", Bytes.of(10)).header("Location");
        asBen.get(path + "/download").ok(200);

        edge.topology.conversation(conversation, 1, ANNA);

        asBen.get(path + "/download").problem(404, "not-found");
        asBen.get(path + "/content").problem(404, "not-found");
    }

    @Test
    void isItsUploadersAloneUntilTheConversationExists() {
        var later = TestEdge.name("later");
        var path = Form.of("a.bin", Bytes.of(10), later).post(asAnna).ok(201).header("Location");
        assertThat(asAnna.bytes(path + "/content").statusCode()).isEqualTo(200);
        asBen.get(path).problem(404, "not-found");

        edge.topology.conversation(later, 1, ANNA, BEN);

        asBen.get(path).ok(200);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=10-19, 10, 19",
        "bytes=99990-, 99990, 99999",
        "bytes=-5, 99995, 99999",
        "bytes=50-999999999999, 50, 99999",
        "bytes=-999999, 0, 99999"
    })
    void givesOneRange(String range, int first, int last) {
        var bytes = Bytes.of(100_000);
        var path = upload("a.bin", bytes).header("Location") + "/content";

        var reply = asBen.bytes(path, "Range", range);

        assertThat(reply.statusCode()).isEqualTo(206);
        assertThat(reply.headers().firstValue("Content-Range")).hasValue("bytes " + first + "-" + last + "/100000");
        assertThat(reply.body()).isEqualTo(Arrays.copyOfRange(bytes, first, last + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,3-4", "lines=1-2", "bytes=5-2", "bytes=-", "bytes=x-y"})
    void givesEverythingForARangeThatItDoesNotRead(String range) {
        var path = upload("a.bin", Bytes.of(10)).header("Location") + "/content";

        var reply = asBen.bytes(path, "Range", range);

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(Bytes.of(10));
    }

    @Test
    void saysHowLongAFileIsOfWhichARangeDoesNotExist() {
        var path = upload("a.bin", Bytes.of(10)).header("Location") + "/content";
        var empty = upload("a.bin", new byte[0]).header("Location") + "/content";

        assertThat(asBen.bytes(path, "Range", "bytes=10-").statusCode()).isEqualTo(416);
        assertThat(asBen.bytes(path, "Range", "bytes=10-").headers().firstValue("Content-Range"))
                .hasValue("bytes */10");
        assertThat(asBen.bytes(empty, "Range", "bytes=0-").statusCode()).isEqualTo(416);
    }

    @Test
    void doesNotSendAgainWhatTheCallerHas() {
        var path = upload("a.bin", Bytes.of(10)).header("Location") + "/content";
        var etag = asBen.bytes(path).headers().firstValue("ETag").orElseThrow();

        var again = asBen.bytes(path, "If-None-Match", etag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).hasValue(etag);
        assertThat(asBen.bytes(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(asBen.bytes(path, "Range", "bytes=1-2", "If-Range", etag).statusCode())
                .isEqualTo(206);
        assertThat(asBen.bytes(path, "Range", "bytes=1-2", "If-Range", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tellsTheLengthWithoutSendingAnything() throws Exception {
        var path = upload("a.png", Bytes.PNG).header("Location") + "/content";

        var reply = http.send(
                asBen.request(path).method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofByteArray());

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValueAsLong("Content-Length")).hasValue(Bytes.PNG.length);
        assertThat(reply.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void letsBrowsersShowPicturesAndRunNothing() {
        var picture = asBen.bytes(upload("a \u201cb\u201d.png", Bytes.PNG).header("Location") + "/content")
                .headers();
        var page = asBen.bytes(upload("a.html", "<html><script>x()</script>".getBytes(StandardCharsets.UTF_8))
                                .header("Location")
                        + "/content")
                .headers();

        assertThat(picture.firstValue("Content-Disposition").orElseThrow())
                .startsWith("inline; filename=")
                .endsWith("filename*=UTF-8''a%20%E2%80%9Cb%E2%80%9D.png");
        assertThat(page.firstValue("Content-Disposition").orElseThrow()).startsWith("attachment;");
        for (var headers : new HttpHeaders[] {picture, page}) {
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .contains("sandbox", "default-src 'none'");
            assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("private");
        }
    }

    @Test
    void givesAnAddressThatAnybodyCanReadFromAndNobodyCanChange() throws Exception {
        var bytes = Bytes.of(1_000);
        var path = upload("férias.bin", bytes).header("Location") + "/download";

        var download = asBen.get(path).ok(200).body();
        var url = URI.create(download.path("download_url").asText());

        assertThat(download.path("expires_in").asInt()).isEqualTo(3600);
        assertThat(Instant.parse(download.path("expires_at").asText()))
                .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3601));
        var reply = fetch(url);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(bytes);
        assertThat(reply.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment;")
                .contains("UTF-8''f%C3%A9rias.bin");
        var part = http.send(
                HttpRequest.newBuilder(url).header("Range", "bytes=10-19").build(), BodyHandlers.ofByteArray());
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 10, 20));
        var other = upload("other.bin", Bytes.of(5)).header("Location") + "/download";
        var foreignPath = URI.create(
                        asBen.get(other).body().path("download_url").asText())
                .getRawPath();
        assertThat(fetch(URI.create(url.toString().replace(url.getRawPath(), foreignPath)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(fetch(URI.create(url.toString().replace("X-Amz-Expires=3600", "X-Amz-Expires=36000")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(fetch(URI.create(url.toString().replace("attachment", "inline")))
                        .statusCode())
                .isEqualTo(403);
        for (var method : new String[] {"PUT", "DELETE", "POST"}) {
            var changed = http.send(
                    HttpRequest.newBuilder(url)
                            .method(method, BodyPublishers.ofString("x"))
                            .build(),
                    BodyHandlers.discarding());
            assertThat(changed.statusCode()).as(method).isBetween(400, 499);
        }
        assertThat(fetch(url).body()).isEqualTo(bytes);
    }

    @Test
    void givesAnotherAddressEachTimeWhoseTimeBeginsAnew() {
        var path = upload("a.bin", Bytes.of(10)).header("Location") + "/download";
        var first = asBen.get(path).body().path("download_url").asText();

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() ->
                        !asBen.get(path).body().path("download_url").asText().equals(first));
    }

    @Test
    void givesAddressesThatDieOnTime() throws Exception {
        var file = upload("a.bin", Bytes.of(10)).body().path("file_id").asText();
        var row = edge.cassandra
                .execute("SELECT object_key FROM files WHERE file_id = ?", file)
                .one();
        var endpoint = edge.servers.s3Endpoint();
        var config = new S3Config(
                endpoint,
                endpoint,
                LocalServers.S3_REGION,
                "chat4all-files",
                LocalServers.S3_ACCESS_KEY,
                new Secret(LocalServers.S3_SECRET_KEY));
        try (var store = new ObjectStore(config)) {
            var url = store.readUrl(row.getString("object_key"), Duration.ofSeconds(2), Map.of());

            assertThat(fetch(url).statusCode()).isEqualTo(200);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> fetch(url).statusCode() == 403);
        }
    }

    @Test
    void saysThatTheStoreIsAwayAndStillTellsWhatIsKnown() {
        var path = upload("a.bin", Bytes.of(10)).header("Location");
        edge.servers.kill(Server.S3);
        try {
            asBen.get(path + "/content").problem(503, "unavailable");
            asBen.get(path).ok(200);
            asBen.get(path + "/download").ok(200);
        } finally {
            edge.servers.start(Server.S3);
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> asBen.get(path + "/content").status() == 200);
    }

    @Test
    void saysThatMembershipCannotBeChecked() {
        var unstored = TestEdge.name("unstored");
        edge.topology.conversation(unstored, 0, ANNA, BEN);
        var path = Form.of("a.bin", Bytes.of(10), unstored).post(asAnna).ok(201).header("Location");
        edge.topology.away(true);
        try {
            asBen.get(path).problem(503, "unavailable");
            asBen.get(path + "/content").problem(503, "unavailable");
            asBen.get(path + "/download").problem(503, "unavailable");
        } finally {
            edge.topology.away(false);
        }
    }

    private Reply upload(String name, byte[] bytes) {
        return Form.of(name, bytes, conversation).post(asAnna).ok(201);
    }

    private HttpResponse<byte[]> fetch(URI url) throws Exception {
        return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
    }
}

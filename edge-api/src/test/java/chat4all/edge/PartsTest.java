package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.runtime.config.Settings;
import chat4all.servers.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that come in parts, straight into the real store. */
class PartsTest {
    private static final int PART = 8 * 1024 * 1024;
    private static final String BEN = "user_ben";

    private final TestEdge edge = TestEdge.shared();
    private final StoreView view = new StoreView(edge);
    /** Of each test its own, for a user has only so many unfinished uploads. */
    private final String anna = edge.user("anna");

    private final Api asAnna = edge.as(anna);
    private final Api asBen = edge.as(BEN);
    private final String conversation = TestEdge.name("parts");

    @BeforeEach
    void twoTalk() {
        edge.topology.conversation(conversation, 0, anna, BEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 2 * PART + 17})
    void aFileOfAnyLengthComesInParts(int length) {
        var upload = begin(PartedFile.bytes(length)).putAll();

        var reply = upload.complete();

        assertThat(upload.partSize()).isEqualTo(PART);
        assertThat(upload.parts()).isEqualTo((length + PART - 1) / PART);
        var file = reply.ok(200).body();
        assertThat(file.path("file_id").asText()).isEqualTo(upload.fileId());
        assertThat(file.path("size_bytes").asInt()).isEqualTo(length);
        assertThat(file.path("checksum").asText()).isEqualTo(PartedFile.checksum(upload.bytes));
        assertThat(file.path("state").asText()).isEqualTo("ready");
        assertThat(view.object(view.key(upload.fileId()))).hasValue(upload.bytes);
        assertThat(asBen.get("/v1/files/" + upload.fileId()).ok(200).body()).isEqualTo(file);
    }

    @Test
    void aUserHasSoManyUnfinishedUploadsAndNoMore() {
        var begun = IntStream.range(0, 20)
                .mapToObj(number -> begin(PartedFile.bytes(10)))
                .toList();

        begin(asAnna).problem(409, "too-many-uploads");
        begin(asAnna).problem(409, "too-many-uploads");
        begin(asBen).ok(201);

        asAnna.delete("/v1/files/uploads/" + begun.get(0).uploadId()).ok(204);
        begin(asAnna).ok(201);
        begin(asAnna).problem(409, "too-many-uploads");
        begun.get(1).putAll().complete().ok(200);
        begin(asAnna).ok(201);
        begin(asAnna).problem(409, "too-many-uploads");
    }

    @Test
    void anUploadThatIsNoMoreDoesNotCountAlthoughNobodySaidSo() {
        IntStream.range(0, 18).forEach(number -> begin(PartedFile.bytes(10)));
        var complete = begin(PartedFile.bytes(10)).putAll();
        complete.complete().ok(200);
        count(complete.fileId(), Instant.now());
        count("file_never_begun", Instant.now().minusSeconds(600));

        begin(asAnna).ok(201);
        begin(asAnna).ok(201);
        begin(asAnna).problem(409, "too-many-uploads");
    }

    private Api.Reply begin(Api as) {
        return as.post("/v1/files/initiate", PartedFile.announcement(conversation, "file.bin", 10));
    }

    private void count(String fileId, Instant begunAt) {
        edge.cassandra.execute(
                "INSERT INTO unfinished_uploads_by_user (user_id, file_id, begun_at) VALUES (?, ?, ?)",
                anna,
                fileId,
                begunAt);
    }

    @Test
    void aLargeFileIsVerifiedAfterTheAnswerAndNotToBeHadBefore() {
        var upload = begin(PartedFile.bytes(5 * PART)).putAll();

        var reply = upload.complete();

        assertThat(reply.ok(202).body().path("state").asText()).isEqualTo("verifying");
        Awaitility.await()
                .until(() -> upload.metadata().body().path("state").asText().equals("ready"));
        assertThat(upload.complete().ok(200).body()).isEqualTo(upload.metadata().body());
        assertThat(upload.progress().ok(200).body().path("state").asText()).isEqualTo("ready");
    }

    @Test
    void aLargeFileOfOtherBytesEndsAsDigestMismatchAndIsDeleted() {
        var upload = begin(PartedFile.bytes(5 * PART)).putAll();
        var key = view.key(upload.fileId());

        upload.complete(PartedFile.checksum(new byte[] {1})).ok(202);

        Awaitility.await()
                .until(() -> upload.metadata().body().path("state").asText().equals("digest-mismatch"));
        upload.complete(PartedFile.checksum(new byte[] {1})).problem(422, "digest-mismatch");
        Awaitility.await().until(() -> view.object(key).isEmpty());
    }

    @Test
    void aLieAboutTheChecksumIsRefusedAndNothingIsKept() {
        var upload = begin(PartedFile.bytes(1_000)).putAll();
        var key = view.key(upload.fileId());
        var lie = PartedFile.checksum(new byte[] {1});

        upload.complete(lie).problem(422, "digest-mismatch").about("/checksum");

        upload.complete(lie).problem(422, "digest-mismatch");
        assertThat(upload.metadata().body().path("state").asText()).isEqualTo("digest-mismatch");
        assertThat(view.object(key)).isEmpty();
        asBen.get("/v1/files/" + upload.fileId() + "/thumbnail").problem(404, "not-found");
    }

    @Test
    void theChecksumMayBeAnnouncedAndIsThenNotToBeChanged() {
        var bytes = PartedFile.bytes(500);
        var begun = asAnna.post(
                        "/v1/files/initiate",
                        Api.object(
                                "conversation_id",
                                "\"" + conversation + "\"",
                                "filename",
                                "\"a.bin\"",
                                "size_bytes",
                                "500",
                                "checksum",
                                "\"" + PartedFile.checksum(bytes).substring(7).toUpperCase(Locale.ROOT) + "\""))
                .ok(201)
                .body();
        assertThat(PartedFile.put(URI.create(begun.path("part_urls").path(0).asText()), bytes))
                .isEqualTo(200);
        var uploadId = begun.path("upload_id").toString();

        asAnna.post("/v1/files/complete", Api.object("upload_id", uploadId, "checksum", "\"" + "0".repeat(64) + "\""))
                .problem(422, "digest-mismatch");
        asAnna.post("/v1/files/complete", Api.object("upload_id", uploadId)).ok(200);
    }

    @Test
    void aCutUploadIsResumedWithFreshUrlsForWhatIsMissing() {
        var upload = begin(PartedFile.bytes(2 * PART + 5)).put(2);

        var progress = upload.progress().ok(200).body();

        assertThat(progress.path("state").asText()).isEqualTo("uploading");
        assertThat(progress.path("parts").findValuesAsText("part_number")).containsExactly("2");
        assertThat(progress.path("missing").findValuesAsText("part_number")).containsExactly("1", "3");
        assertThat(progress.path("missing").findValuesAsText("size_bytes")).containsExactly("" + PART, "5");
        upload.complete().problem(422, "parts-missing").about("/parts/1").about("/parts/3");
        for (var missing : progress.path("missing")) {
            var url = URI.create(missing.path("url").asText());
            assertThat(PartedFile.put(
                            url, upload.part(missing.path("part_number").asInt())))
                    .isEqualTo(200);
        }
        upload.complete().ok(200);
    }

    @Test
    void aPartOfAnotherLengthIsNamed() {
        var upload = begin(PartedFile.bytes(PART + 5)).put(1);
        assertThat(PartedFile.put(upload.url(2), new byte[] {1})).isEqualTo(200);

        upload.complete().problem(422, "size-mismatch").about("/parts/2");

        upload.put(2).complete().ok(200);
    }

    @Test
    void completingManyTimesAtOnceMakesOneFile() {
        var upload = begin(PartedFile.bytes(PART + 1)).putAll();

        var replies = Stream.generate(() -> CompletableFuture.supplyAsync(upload::complete)).limit(6).toList().stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(replies).allSatisfy(reply -> assertThat(reply.ok(200).body())
                .isEqualTo(upload.metadata().body()));
    }

    @Test
    void anUploadIsItsUploadersAlone() {
        var upload = begin(PartedFile.bytes(10)).putAll();
        var path = "/v1/files/uploads/" + upload.uploadId();

        for (var other : List.of(asBen, edge.as("user_eve"))) {
            other.get(path).problem(404, "not-found");
            other.delete(path).problem(404, "not-found");
            other.post("/v1/files/complete", upload.completion(PartedFile.checksum(upload.bytes)))
                    .problem(404, "not-found");
        }
        edge.anonymous().get(path).problem(401, "unauthenticated");
        asAnna.get("/v1/files/uploads/upload_x").problem(404, "not-found");
    }

    @Test
    void strangersUploadNothingIntoAConversation() {
        edge.as("user_eve")
                .post("/v1/files/initiate", PartedFile.announcement(conversation, "a", 1))
                .problem(403, "not-a-member");
        asAnna.post("/v1/files/initiate", PartedFile.announcement("group_unknown", "a", 1))
                .problem(404, "not-found");
    }

    @Test
    void whoLeftTheConversationCompletesNothingInIt() {
        var upload = begin(PartedFile.bytes(10)).putAll();
        edge.topology.conversation(conversation, 0, BEN);

        Awaitility.await().untilAsserted(() -> upload.complete().problem(403, "not-a-member"));
    }

    @Test
    void aCancelledUploadIsGone() {
        var upload = begin(PartedFile.bytes(10)).putAll();
        var path = "/v1/files/uploads/" + upload.uploadId();

        asAnna.delete(path).ok(204);

        upload.progress().problem(404, "not-found");
        upload.complete().problem(404, "not-found");
        asAnna.delete(path).problem(404, "not-found");
        var done = begin(PartedFile.bytes(10)).putAll();
        done.complete().ok(200);
        asAnna.delete("/v1/files/uploads/" + done.uploadId()).problem(409, "upload-complete");
    }

    @Test
    void theNameIsCleanedAndTheTypeIsThatOfTheBytes() {
        var upload = PartedFile.begin(
                asAnna, conversation, "../..\\\\x\\u0000/über 你好.png", "<html>".getBytes(StandardCharsets.UTF_8));

        var file = upload.putAll().complete().ok(200).body();

        assertThat(file.path("filename").asText()).isEqualTo("über 你好.png");
        assertThat(file.path("mimetype").asText()).isEqualTo("text/html");
    }

    @Test
    void typesThatAreNotTakenAreRefusedByNameAndByBytes() {
        var program = windowsProgram();
        asAnna.post(
                        "/v1/files/initiate",
                        PartedFile.announcement(conversation, "a.exe", 10)
                                .replace("application/octet-stream", "application/x-msdownload"))
                .problem(415, "file-type-refused");
        var upload = PartedFile.begin(asAnna, conversation, "a.exe", program).putAll();
        var key = view.key(upload.fileId());

        upload.complete().problem(415, "file-type-refused");

        upload.complete().problem(415, "file-type-refused");
        assertThat(view.object(key)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/conversation_id",
                "{}|/filename",
                "{}|/size_bytes",
                "{\"conversation_id\":\"a b\"}|/conversation_id",
                "{\"filename\":\"\"}|/filename",
                "{\"filename\":7}|/filename",
                "{\"size_bytes\":-1}|/size_bytes",
                "{\"size_bytes\":1.5}|/size_bytes",
                "{\"size_bytes\":\"1\"}|/size_bytes",
                "{\"mimetype\":\"png\"}|/mimetype",
                "{\"mimetype\":\"a/b\\r\\nc: d\"}|/mimetype",
                "{\"checksum\":\"md5:00\"}|/checksum"
            })
    void whatIsAnnouncedWronglyIsNamed(String body, String pointer) {
        asAnna.post("/v1/files/initiate", body).problem(400, "validation").about(pointer);
    }

    @Test
    void whatIsCompletedWronglyIsNamed() {
        var upload = begin(PartedFile.bytes(10)).putAll();

        asAnna.post("/v1/files/complete", "{}").problem(400, "validation").about("/upload_id");
        upload.complete("sha256:xyz").problem(400, "validation").about("/checksum");
        asAnna.post("/v1/files/complete", Api.object("upload_id", "\"" + upload.uploadId() + "\""))
                .problem(400, "validation")
                .about("/checksum");
        asAnna.post("/v1/files/initiate", PartedFile.announcement(conversation, "a", Long.MAX_VALUE))
                .problem(413, "payload-too-large")
                .about("/size_bytes");
    }

    @Test
    void whatAKilledEdgeLeftVerifyingIsVerifiedByTheNext() {
        var upload = begin(PartedFile.bytes(PART + 1)).putAll();
        edge.cassandra.execute(
                "UPDATE files SET state = 'VERIFYING', checksum = ? WHERE file_id = ? IF state = 'UPLOADING'",
                PartedFile.checksum(upload.bytes),
                upload.fileId());

        try (var next = EdgeApp.start(EdgeConfig.from(Settings.of(edge.environment())))) {
            assertThat(next.port()).isPositive();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> upload.metadata().body().path("state").asText().equals("ready"));
        }
    }

    @Test
    void aStoreThatIsAwayDelaysUploadsAndLosesNone() {
        var upload = begin(PartedFile.bytes(1_000)).putAll();
        edge.servers.stop(Server.S3);
        try {
            asAnna.post("/v1/files/initiate", PartedFile.announcement(conversation, "a", 1))
                    .problem(503, "unavailable");
            var refused = upload.complete().problem(503, "unavailable");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            asAnna.message("conversation_id", "\"" + conversation + "\"", "content", "\"hi\"")
                    .ok(202);
        } finally {
            edge.servers.start(Server.S3);
        }
        Awaitility.await().untilAsserted(() -> upload.complete().ok(200));
    }

    @Test
    void theApiIsDescribed() {
        var contract = Contract.of(described());
        var begun = asAnna.post("/v1/files/initiate", PartedFile.announcement(conversation, "a", 10));
        contract.describes("POST /v1/files/initiate", begun);
        var upload = begin(PartedFile.bytes(PART + 1)).put(1);
        contract.describes("GET /v1/files/uploads/{upload_id}", upload.progress());
        contract.describes("POST /v1/files/complete", upload.complete());
        contract.describes("POST /v1/files/complete", upload.put(2).complete());
        contract.describes("GET /v1/files/uploads/{upload_id}", upload.progress());
        var large = begin(PartedFile.bytes(5 * PART)).putAll();
        contract.describes("POST /v1/files/complete", large.complete());
    }

    @Test
    void aBrowserMayPutPartsFromThePage() throws Exception {
        var upload = begin(PartedFile.bytes(1));
        var preflight = HttpRequest.newBuilder(upload.url(1))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "http://localhost:8082")
                .header("Access-Control-Request-Method", "PUT")
                .build();

        var answer = HttpClient.newHttpClient().send(preflight, HttpResponse.BodyHandlers.discarding());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("http://localhost:8082");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
                .contains("PUT");
    }

    private String described() {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.app.port() + "/openapi.yaml"))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As much of it as tells what it is. */
    private static byte[] windowsProgram() {
        var bytes = new byte[500];
        bytes[0] = 'M';
        bytes[1] = 'Z';
        bytes[0x3c] = (byte) 0x80;
        bytes[0x80] = 'P';
        bytes[0x81] = 'E';
        bytes[0x84] = 0x4c;
        bytes[0x85] = 1;
        return bytes;
    }

    private PartedFile begin(byte[] bytes) {
        return PartedFile.begin(asAnna, conversation, "file.bin", bytes);
    }
}

package chat4all.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.edge.Api.Reply;
import chat4all.runtime.files.ObjectStore;
import chat4all.servers.Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/files} on the real store. */
class FileUploadTest {
    private static final String ANNA = "user_anna";
    private static final String BEN = "user_ben";
    private static final int PART = ObjectStore.MIN_PART_BYTES;

    private final TestEdge edge = TestEdge.shared();
    private final Api asAnna = edge.as(ANNA);
    private final String conversation = TestEdge.name("upload");

    @BeforeEach
    void twoTalk() {
        edge.topology.conversation(conversation, 0, ANNA, BEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1})
    void givesBackEveryByteOfAFileOfAnySize(int size) {
        var bytes = Bytes.of(size);

        var stored = Form.of("a.bin", bytes, conversation).post(asAnna).ok(201);

        var id = stored.body().path("file_id").asText();
        assertThat(stored.header("Location")).isEqualTo("/v1/files/" + id);
        assertThat(stored.body().path("size_bytes").asInt()).isEqualTo(size);
        assertThat(stored.body().path("checksum").asText()).isEqualTo(Bytes.checksum(bytes));
        assertThat(asAnna.bytes("/v1/files/" + id + "/content").body()).isEqualTo(bytes);
    }

    @Test
    void takesAFileThatIsMuchLargerThanItsMemory() throws Exception {
        long size = 150_000_000;
        var form = Form.of("a.bin", new byte[0], conversation);
        var sent = Bytes.digested(new Repeated(size));
        var body = new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(form.open()), sent, new ByteArrayInputStream(Form.end()))));

        var stored = Api.send(asAnna.request("/v1/files")
                        .header("Content-Type", Form.contentType())
                        .POST(BodyPublishers.ofInputStream(() -> body))
                        .build())
                .ok(201);

        assertThat(stored.body().path("size_bytes").asLong()).isEqualTo(size);
        var checksum = Bytes.checksum(sent);
        assertThat(stored.body().path("checksum").asText()).isEqualTo(checksum);
        try (var content = Bytes.digested(asAnna.stream(stored.header("Location") + "/content"))) {
            content.transferTo(OutputStream.nullOutputStream());
            assertThat(Bytes.checksum(content)).isEqualTo(checksum);
        }
    }

    @Test
    void takesEightFilesOfOneUserAtOnce() {
        var bytes = Bytes.of(3 * PART + 5);
        var form = Form.of("a.bin", bytes, conversation);
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            replies.add(Api.sendAsync(form.request(asAnna)));
        }

        assertThat(replies).allSatisfy(reply -> assertThat(
                        reply.join().ok(201).body().path("checksum").asText())
                .isEqualTo(Bytes.checksum(bytes)));
    }

    @Test
    void takesTheFieldsInEitherOrder() {
        var form = new Form().file("a.bin", "image/png", Bytes.of(10)).field("conversation_id", conversation);

        assertThat(form.post(asAnna).ok(201).body().path("conversation_id").asText())
                .isEqualTo(conversation);
    }

    @Test
    void keepsNothingOfAFileWhoseConversationIsNamedTooLateAndIsForeign() {
        var before = stored();
        var form = new Form().file("a.bin", "text/plain", Bytes.of(PART + 1)).field("conversation_id", conversation);

        form.post(edge.as("user_mallory")).problem(403, "not-a-member");

        keepsWhatWasThere(before);
    }

    @Test
    void readsNoFileForAConversationThatTheUploaderIsNotIn() {
        Form.of("a.bin", Bytes.of(10), conversation)
                .post(edge.as("user_mallory"))
                .problem(403, "not-a-member");
    }

    @Test
    void takesAFileForAConversationThatIsStillToBeMadeButNotForOneThatOnlyTheServerMakes() {
        Form.of("a.bin", Bytes.of(10), TestEdge.name("new")).post(asAnna).ok(201);
        Form.of("a.bin", Bytes.of(10), "direct:nobody").post(asAnna).problem(404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "photo.jpg, image/png", // a lying name
        "page.html, image/png",
        "a.exe, image/png"
    })
    void tellsTheTypeFromTheBytesAndNotFromNameAndDeclaration(String name, String type) {
        var form = new Form().field("conversation_id", conversation).file(name, "text/html", Bytes.PNG);

        assertThat(form.post(asAnna).ok(201).body().path("mimetype").asText()).isEqualTo(type);
    }

    @Test
    void refusesATypeThatTheInstallationDoesNotTakeWhateverItIsCalled() {
        var program = new byte[4096];
        program[0] = 'M';
        program[1] = 'Z';
        program[60] = 64;
        System.arraycopy(new byte[] {'P', 'E', 0, 0, 0x4c, 1}, 0, program, 64, 6);

        new Form()
                .field("conversation_id", conversation)
                .file("cat.png", "image/png", program)
                .post(asAnna)
                .problem(415, "file-type-refused");
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "C:\\Users\\anna\\a.txt, a.txt",
        "..%0D%0AX-Evil: 1, ..X-Evil: 1",
        "say %22hi%22.txt, say \"hi\".txt",
        "férias 😀.png, férias 😀.png",
        "\u202egnp.exe, gnp.exe",
        ".., file"
    })
    void keepsOfANameWhatIsVisibleAndNoPath(String given, String kept) {
        var stored =
                Form.of(given, Bytes.of(3), conversation).post(asAnna).ok(201).body();

        assertThat(stored.path("filename").asText()).isEqualTo(kept);
    }

    @Test
    void namesTheFieldThatIsMissingOrGivenTwice() {
        new Form().post(asAnna).problem(400, "validation").about("/file").about("/conversation_id");
        new Form()
                .field("conversation_id", conversation)
                .post(asAnna)
                .problem(400, "validation")
                .about("/file");
        new Form()
                .file("a", "a/b", Bytes.of(1))
                .post(asAnna)
                .problem(400, "validation")
                .about("/conversation_id");
        new Form()
                .field("conversation_id", "no id!")
                .post(asAnna)
                .problem(400, "validation")
                .about("/conversation_id");
        Form.of("a", Bytes.of(1), conversation)
                .file("b", "a/b", Bytes.of(1))
                .post(asAnna)
                .problem(400, "validation")
                .about("/file");
        Form.of("a", Bytes.of(1), conversation)
                .field("conversation_id", conversation)
                .post(asAnna)
                .problem(400, "validation")
                .about("/conversation_id");
        new Form()
                .field("note", "x".repeat(2_000))
                .post(asAnna)
                .problem(400, "validation")
                .about("/note");
    }

    @Test
    void asksForAFormThatIsOne() {
        asAnna.post("/v1/files", "{}").problem(415, "unsupported-media-type");
        post("multipart/form-data", "x".getBytes(UTF_8)).problem(400, "validation");
        post("multipart/form-data; boundary=" + "b".repeat(71), "x".getBytes(UTF_8))
                .problem(400, "validation");
        post("multipart/form-data; boundary=b", "no form".getBytes(UTF_8)).problem(400, "validation");
        post("multipart/form-data; boundary=b", ("--b\r\n" + "x".repeat(100_000)).getBytes(UTF_8))
                .problem(400, "validation");
        var half = Form.of("a.bin", Bytes.of(100_000), conversation).bytes();
        post(Form.contentType(), Arrays.copyOf(half, 60_000)).problem(400, "validation");
        edge.anonymous().post("/v1/files", "{}").problem(401, "unauthenticated");
    }

    @Test
    void refusesByItsAnnouncedLengthAFileThatIsTooLargeBeforeItComes() throws IOException {
        try (var socket = begin("Content-Length: " + (TestEdge.MAX_FILE_BYTES + 100_000))) {
            assertThat(statusLine(socket)).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void refusesByCountingAFileThatIsTooLargeAndKeepsNothing() {
        var before = stored();
        var endless = new SequenceInputStream(
                new ByteArrayInputStream(
                        Form.of("a.bin", new byte[0], conversation).open()),
                new Repeated(Long.MAX_VALUE));

        var reply = asAnna.request("/v1/files")
                .header("Content-Type", Form.contentType())
                .POST(BodyPublishers.ofInputStream(() -> endless))
                .build();

        Api.sendAsync(reply)
                .handle((answer, failure) -> {
                    // The server answers and closes while the client still sends: some clients only see the closing.
                    if (failure == null) {
                        answer.problem(413, "payload-too-large");
                    }
                    return answer;
                })
                .join();
        keepsWhatWasThere(before);
        assertThat(uploads("refused")).isPositive();
    }

    @Test
    void keepsNothingOfAnUploadThatIsCutInTheMiddle() throws IOException {
        var before = stored();
        var form = Form.of("a.bin", Bytes.of(3 * PART), conversation).bytes();
        try (var socket = begin("Content-Length: " + form.length)) {
            socket.getOutputStream().write(form, 0, 2 * PART + 1_000);
            socket.getOutputStream().flush();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !stored().equals(before));
        }

        keepsWhatWasThere(before);
    }

    @Test
    void takesNoFileWhileTheStoreIsAwayAndGoesOnWithTexts() {
        edge.servers.kill(Server.S3);
        try {
            var reply =
                    Form.of("a.bin", Bytes.of(10), conversation).post(asAnna).problem(503, "unavailable");

            assertThat(reply.header("Retry-After")).isNotEmpty();
            asAnna.message("conversation_id", '"' + conversation + '"', "content", "\"oi\"")
                    .ok(202);
            asAnna.get("/health/ready").ok(200);
        } finally {
            edge.servers.start(Server.S3);
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> Form.of("a.bin", Bytes.of(10), conversation)
                                .post(asAnna)
                                .status()
                        == 201);
    }

    @Test
    void cannotSayWhoseTheConversationIsWhileTheTopologyIsAwayAndThenTakesNothing() {
        edge.topology.away(true);
        try {
            Form.of("a.bin", Bytes.of(10), TestEdge.name("unknown"))
                    .post(asAnna)
                    .problem(503, "unavailable");
        } finally {
            edge.topology.away(false);
        }
    }

    private Reply post(String contentType, byte[] body) {
        return Api.send(asAnna.request("/v1/files")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private Socket begin(String length) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), edge.app.port());
        socket.setSoTimeout(20_000);
        var head = String.join(
                "\r\n",
                "POST /v1/files HTTP/1.1",
                "Host: localhost",
                "Authorization: Bearer " + Tokens.of(ANNA),
                "Content-Type: " + Form.contentType(),
                length,
                "",
                "");
        socket.getOutputStream().write(head.getBytes(UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String statusLine(Socket socket) throws IOException {
        var bytes = socket.getInputStream().readNBytes(12);
        return new String(bytes, UTF_8);
    }

    private double uploads(String outcome) {
        return new String(edge.anonymous().bytes("/metrics").body(), UTF_8)
                .lines()
                .filter(line -> line.startsWith("files_uploads_total") && line.contains('"' + outcome + '"'))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private void keepsWhatWasThere(Set<Path> before) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> stored().equals(before));
    }

    private Set<Path> stored() {
        try (var files = Files.walk(edge.servers.s3Data())) {
            return files.filter(Files::isRegularFile).collect(Collectors.toSet());
        } catch (IOException | UncheckedIOException e) {
            // One that went while we looked.
            return stored();
        }
    }
}

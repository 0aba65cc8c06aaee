package chat4all.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.edge.Api.Reply;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The description of the API against the API: its routes both ways, and real answers against its schemas. */
class ContractTest {
    private static final String ANNA = "user_anna";
    private static final String BEN = "user_ben";
    private static final String SEND = "POST /v1/messages";
    private static final String HISTORY = "GET /v1/conversations/{id}/messages";
    private static final String INITIATE = "POST /v1/files/initiate";
    private static final String PROGRESS = "GET /v1/files/uploads/{upload_id}";
    private static final String COMPLETE = "POST /v1/files/complete";
    private static final String CANCEL = "DELETE /v1/files/uploads/{upload_id}";
    private static final Pattern LINKED = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");

    private final TestEdge edge = TestEdge.shared();
    private final Api anybody = edge.anonymous();
    private final Api asAnna = edge.as(ANNA);
    private final Api asBen = edge.as(BEN);
    private final String conversation = TestEdge.name("contract");
    private final String yaml = raw("/openapi.yaml").body();
    private final Contract contract = Contract.of(yaml);

    @BeforeEach
    void twoTalk() {
        var rows = new Rows(edge, conversation).messages(3);
        rows.stored();
        rows.index(1);
        edge.topology.conversation(conversation, 3, ANNA, BEN);
    }

    @Test
    void describesExactlyTheRoutesThatAreServedToProgramsAndNotTheWebPage() {
        var served = edge.app.routes().stream()
                .filter(route -> !route.matches("GET /(web/.*)?"))
                .toList();

        assertThat(contract.operations()).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void isAnOpenApiDocumentWithoutFaults() {
        var options = new ParseOptions();
        options.setResolve(true);

        var parsed = new OpenAPIV3Parser().readContents(yaml, null, options);

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI()).isNotNull();
    }

    @Test
    void givesExamplesThatKeepTheirOwnRules() {
        var examples = contract.schemas().stream()
                .filter(schema -> schema.getValue().has("example"))
                .toList();

        assertThat(examples).hasSizeGreaterThan(5).allSatisfy(schema -> assertThat(
                        contract.violations(schema.getValue(), schema.getValue().path("example")))
                .as(schema.getKey())
                .isEmpty());
    }

    @Test
    void describesWhatIsAnsweredAboutAccounts() {
        var credentials = "{\"username\":\"" + TestEdge.name("c").replace('-', '_') + "_x\",\"password\":\"segredo1\"}";

        contract.describes(
                "POST /auth/register",
                anybody.post("/auth/register", credentials).ok(201));
        contract.describes(
                "POST /auth/register",
                anybody.post("/auth/register", credentials).problem(409, "username-taken"));
        contract.describes(
                "POST /auth/register", anybody.post("/auth/register", "{").problem(400, "validation"));
        contract.describes(
                "POST /auth/token", anybody.post("/auth/token", credentials).ok(200));
        contract.describes(
                "GET /.well-known/jwks.json",
                anybody.get("/.well-known/jwks.json").ok(200));
    }

    @Test
    void describesWhatIsAnsweredAboutMessages() {
        var id = Rows.id(conversation, 1);

        contract.describes(SEND, send(asAnna, "\"oi\"").ok(202));
        contract.describes(SEND, send(asAnna, "\"\"").problem(400, "validation"));
        contract.describes(SEND, send(anybody, "\"oi\"").problem(401, "unauthenticated"));
        contract.describes(SEND, send(edge.as("user_stranger"), "\"oi\"").problem(403, "not-a-member"));
        contract.describes(
                "GET /v1/messages/{id}", asBen.get("/v1/messages/" + id).ok(200));
        contract.describes(
                "GET /v1/messages/{id}", asBen.get("/v1/messages/none").problem(404, "not-found"));
        contract.describes(
                "GET /v1/messages/{id}/status",
                asAnna.get("/v1/messages/" + id + "/status").ok(200));
        contract.describes(
                "POST /v1/messages/{id}/read",
                asBen.post("/v1/messages/" + id + "/read", "{}").ok(200));
    }

    @Test
    void describesWhatIsAnsweredAboutFiles() {
        var upload = "POST /v1/files";
        var text = Form.of("a.txt", "hello".getBytes(UTF_8), conversation).post(asAnna);
        var path = "/v1/files/" + text.ok(201).body().path("file_id").asText();

        contract.describes(upload, text);
        contract.describes(
                upload,
                new Form().field("conversation_id", conversation).post(asAnna).problem(400, "validation"));
        contract.describes(
                upload,
                Form.of("a.txt", new byte[] {1}, conversation)
                        .post(edge.as("user_stranger"))
                        .problem(403, "not-a-member"));
        contract.describes("GET /v1/files/{id}", asBen.get(path).ok(200));
        contract.describes("GET /v1/files/{id}", anybody.get(path).problem(401, "unauthenticated"));
        contract.describes(
                "GET /v1/files/{id}", edge.as("user_stranger").get(path).problem(404, "not-found"));
        contract.describes(
                "GET /v1/files/{id}/download", asBen.get(path + "/download").ok(200));
        contract.describes(
                "GET /v1/files/{id}/download",
                asBen.get("/v1/files/none/download").problem(404, "not-found"));
        contract.describes(
                "GET /v1/files/{id}/content",
                asBen.get("/v1/files/none/content").problem(404, "not-found"));
        contract.describes(
                "GET /v1/files/{id}/thumbnail", asBen.get(path + "/thumbnail").problem(404, "no-thumbnail"));
    }

    @Test
    void describesWhatIsAnsweredAboutFilesInParts() {
        var user = edge.user("parts");
        var as = edge.as(user);
        edge.topology.conversation(conversation, 3, user);
        var large = PartedFile.begin(as, conversation, "a.bin", PartedFile.bytes(33 * 1024 * 1024));

        contract.describes(INITIATE, initiate(as, "a.bin", 10).ok(201));
        contract.describes(INITIATE, initiate(as, "", 10).problem(400, "validation"));
        contract.describes(
                INITIATE,
                as.post(
                                "/v1/files/initiate",
                                Api.object(
                                        "conversation_id",
                                        "\"" + conversation + "\"",
                                        "filename",
                                        "\"a.exe\"",
                                        "size_bytes",
                                        "10",
                                        "mimetype",
                                        "\"application/x-msdownload\""))
                        .problem(415, "file-type-refused"));
        contract.describes(INITIATE, initiate(anybody, "a.bin", 10).problem(401, "unauthenticated"));
        contract.describes(INITIATE, initiate(asBen, "a.bin", 10).problem(403, "not-a-member"));
        contract.describes(
                INITIATE, initiate(as, "a.bin", TestEdge.MAX_FILE_BYTES + 1).problem(413, "payload-too-large"));
        contract.describes(PROGRESS, large.progress().ok(200));
        contract.describes(COMPLETE, large.complete().problem(422, "parts-missing"));
        contract.describes(PROGRESS, large.putAll().progress().ok(200));
        contract.describes(COMPLETE, large.complete().ok(202));
        contract.describes(PROGRESS, large.progress().ok(200));
        contract.describes("GET /v1/files/{id}", large.metadata().ok(200));

        var small = PartedFile.begin(as, conversation, "b.bin", PartedFile.bytes(10))
                .putAll();
        contract.describes(COMPLETE, as.post("/v1/files/complete", "{}").problem(400, "validation"));
        contract.describes(
                COMPLETE,
                asBen.post("/v1/files/complete", small.completion(PartedFile.checksum(small.bytes)))
                        .problem(404, "not-found"));
        contract.describes(COMPLETE, small.complete().ok(200));
        contract.describes(
                CANCEL, as.delete("/v1/files/uploads/" + small.uploadId()).problem(409, "upload-complete"));
        contract.describes(CANCEL, as.delete("/v1/files/uploads/none").problem(404, "not-found"));

        var other = PartedFile.begin(as, conversation, "c.bin", PartedFile.bytes(10))
                .putAll();
        contract.describes(
                COMPLETE, other.complete(PartedFile.checksum(new byte[] {1})).problem(422, "digest-mismatch"));
        Reply begun = initiate(as, "d.bin", 10);
        for (int number = 0; number < 20; number++) {
            begun = initiate(as, "d.bin", 10);
        }
        contract.describes(INITIATE, begun.problem(409, "too-many-uploads"));
    }

    private Reply initiate(Api as, String filename, long size) {
        return as.post("/v1/files/initiate", PartedFile.announcement(conversation, filename, size));
    }

    @Test
    void describesWhatIsAnsweredAboutConversations() {
        var path = "/v1/conversations/" + conversation;

        contract.describes(HISTORY, asBen.get(path + "/messages?limit=2").ok(200));
        contract.describes(HISTORY, asBen.get(path + "/messages?limit=0").problem(400, "validation"));
        contract.describes(
                HISTORY, edge.as("user_stranger").get(path + "/messages").problem(404, "not-found"));
        contract.describes(
                "POST /v1/conversations/{id}/read",
                asBen.post(path + "/read", "{\"up_to_seq\":2}").ok(200));
        contract.describes(
                "POST /v1/conversations/{id}/delivered",
                asBen.post(path + "/delivered", "{\"up_to_seq\":3}").ok(200));
    }

    @Test
    void describesWhatIsAnsweredAboutIdentities() {
        var link = "POST /v1/users/identities";
        var chat = System.nanoTime();
        var value = "{\"platform\":\"telegram\",\"value\":\"" + chat + "\"}";

        contract.describes(link, asAnna.post("/v1/users/identities", value).ok(201));
        contract.describes(link, asAnna.post("/v1/users/identities", value).ok(200));
        contract.describes(link, asBen.post("/v1/users/identities", value).problem(409, "identity-taken"));
        contract.describes(
                "GET /v1/users/identities", asAnna.get("/v1/users/identities").ok(200));
        contract.describes(
                "GET /v1/users/identities/{platform}/{value}/changes",
                asAnna.get("/v1/users/identities/telegram/" + chat + "/changes").ok(200));
    }

    @Test
    void describesHealthAndProblems() {
        contract.describes("GET /health", anybody.get("/health").ok(200));
        contract.describes("GET /health/ready", anybody.get("/health/ready"));
        contract.describes(
                "GET /problems/{code}", anybody.get("/problems/not-a-member").ok(200));
        contract.describes("GET /problems/{code}", anybody.get("/problems/none").problem(404, "not-found"));
    }

    @Test
    void servesAPageThatNeedsNothingFromElsewhere() {
        var page = raw("/docs");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("://");
        assertThat(LINKED.matcher(page.body()).results().map(link -> link.group(1)))
                .hasSize(4)
                .allMatch(link -> raw(link).statusCode() == 200);
        assertThat(raw("/docs/pom.properties").statusCode()).isEqualTo(404);
    }

    private Reply send(Api as, String content) {
        return as.message("conversation_id", "\"" + conversation + "\"", "content", content);
    }

    private HttpResponse<String> raw(String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.app.port() + path))
                                    .build(),
                            BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

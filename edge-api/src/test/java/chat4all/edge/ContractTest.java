package chat4all.edge;

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

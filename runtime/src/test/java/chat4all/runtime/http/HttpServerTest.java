package chat4all.runtime.http;

import static chat4all.runtime.http.ServedRoutes.MAX_BYTES;
import static chat4all.runtime.http.ServedRoutes.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.JavalinConfig;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";

    private final ServedRoutes served = new ServedRoutes(HttpServerTest::routes);

    private record Letter(String toName, int pages) {}

    private static void routes(JavalinConfig config) {
        config.routes.get("/letters/{id}", context -> context.json(new Letter(context.pathParam("id"), 1)));
        config.routes.post("/letters", context -> context.json(context.bodyAsClass(Letter.class)));
        config.routes.post(
                "/streamed",
                context -> context.result(
                        Integer.toString(context.bodyInputStream().readAllBytes().length)),
                RequestBody.STREAMED);
        config.routes.get("/query", context -> context.result(String.valueOf(context.queryParam("q"))));
        config.routes.get("/parse", context -> parse("{\"broken"));
        config.routes.get("/busy", context -> {
            throw ProblemException.of(503, "unavailable", "Later.").retryAfter(Duration.ofMillis(1_500));
        });
        config.routes.get("/missing", context -> {
            throw ProblemException.of(404, "unknown-letter", "No such letter.");
        });
        config.routes.get("/fault", context -> {
            throw new IllegalStateException("secret-detail");
        });
        config.routes.get("/error", context -> {
            throw new AssertionError("secret-detail");
        });
    }

    private static void parse(String json) throws JsonProcessingException {
        JSON.readTree(json);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void answersInSnakeCaseWithoutNamingItsServer() throws Exception {
        var answer = served.get("/letters/anna");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"to_name\":\"anna\",\"pages\":1}");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void describesAnUnknownAddressAsAProblem() throws Exception {
        var answer = served.get("/nowhere");

        var problem = problem(answer, 404, "not-found");
        assertThat(problem.get("type").asText()).isEqualTo("/problems/not-found");
        assertThat(problem.get("title").asText()).isEqualTo("Not Found");
        assertThat(problem.get("instance").asText()).isEqualTo("/nowhere");
        assertThat(problem.get("detail").asText()).isNotBlank();
        assertThat(problem.get("trace_id").asText()).matches("[0-9a-f]{32}");
        assertThat(problem.has("errors")).isFalse();
    }

    @Test
    void takesTheTraceIdOfTheCaller() throws Exception {
        var answer = served.send(served.request("/nowhere").header("traceparent", TRACEPARENT));

        assertThat(problem(answer, 404, "not-found").get("trace_id").asText()).isEqualTo(TRACE_ID);
    }

    @Test
    void makesATraceIdWhenTheCallersIsNotValid() throws Exception {
        var answer = served.send(
                served.request("/nowhere").header("traceparent", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01"));

        assertThat(problem(answer, 404, "not-found").get("trace_id").asText())
                .matches("[0-9a-f]{32}")
                .isNotEqualTo("0".repeat(32));
    }

    @Test
    void namesTheMethodsOfAPathWhenAnotherIsUsed() throws Exception {
        var answer = served.send(served.request("/letters/1").DELETE());

        problem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void answersOptionsWithTheMethodsOfAPath() throws Exception {
        var answer = served.send(served.request("/letters").method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).contains("OPTIONS, POST");
    }

    @Test
    void answersHeadAsGetWithoutContent() throws Exception {
        var found = served.send(served.request("/letters/anna").method("HEAD", BodyPublishers.noBody()));
        var missing = served.send(served.request("/missing").method("HEAD", BodyPublishers.noBody()));

        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).isEmpty();
        assertThat(missing.statusCode()).isEqualTo(404);
    }

    @Test
    void refusesAnAnnouncedBodyThatIsTooLarge() throws Exception {
        var answer = served.send(served.request("/letters").POST(BodyPublishers.ofString("x".repeat(MAX_BYTES + 1))));

        problem(answer, 413, "payload-too-large");
    }

    @Test
    void refusesAnUnannouncedBodyThatIsTooLarge() throws Exception {
        var bytes = "x".repeat(MAX_BYTES + 1).getBytes(StandardCharsets.UTF_8);
        var chunked = BodyPublishers.ofByteArrays(List.of(bytes));

        problem(served.send(served.request("/letters").POST(chunked)), 413, "payload-too-large");
    }

    @Test
    void leavesTheLengthOfAStreamedBodyToItsRoute() throws Exception {
        var answer = served.send(served.request("/streamed").POST(BodyPublishers.ofString("x".repeat(5 * MAX_BYTES))));

        assertThat(answer.body()).isEqualTo("5000");
    }

    @Test
    void pointsAtTheFieldThatCannotBeRead() throws Exception {
        var answer = served.send(
                served.request("/letters").POST(BodyPublishers.ofString("{\"to_name\":\"a\",\"pages\":\"many\"}")));

        var problem = problem(answer, 400, "validation");
        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/pages");
        assertThat(problem.at("/errors/0/code").asText()).isEqualTo("invalid");
    }

    @Test
    void refusesJsonThatIsNone() throws Exception {
        problem(
                served.send(served.request("/letters").POST(BodyPublishers.ofString("{\"to_name\":"))),
                400,
                "validation");
        problem(served.send(served.request("/letters").POST(BodyPublishers.noBody())), 400, "validation");
        problem(served.get("/parse"), 400, "validation");
    }

    @Test
    void saysWhenToComeAgain() throws Exception {
        var answer = served.get("/busy");

        problem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void keepsWhatFailedInsideToItself() throws Exception {
        for (var path : List.of("/fault", "/error")) {
            var answer = served.get(path);

            problem(answer, 500, "internal");
            assertThat(answer.body()).doesNotContain("secret-detail").doesNotContain("Exception");
        }
    }

    @Test
    void refusesAQueryThatCannotBeDecoded() throws Exception {
        var answer = served.raw("GET /query?q=%zz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"code\":\"validation\"");
    }

    @Test
    void describesMalformedRequestsAsProblemsToo() throws Exception {
        var requests = List.of(
                "GET /letters/%zz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nBad Header: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "nonsense\r\n\r\n",
                "POST /letters HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\nConnection: close\r\n\r\n",
                "POST /letters HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n");

        for (var request : requests) {
            var answer = served.raw(request);

            assertThat(answer)
                    .as(request)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json")
                    .contains("\"code\":\"validation\"")
                    .doesNotContainIgnoringCase("<html")
                    .doesNotContain("jetty");
        }
    }
}

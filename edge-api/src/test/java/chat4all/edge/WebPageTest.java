package chat4all.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebPageTest {
    private static final Pattern LINKED = Pattern.compile("(?:href|src)=\"(/web/[^\"]+)\"");
    private static final Pattern IMPORTED = Pattern.compile("(?:from|import) ?['\"](\\.[^'\"]+)['\"]");
    private static final int LARGEST_FIRST_LOAD = 300 * 1024;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base =
            URI.create("http://127.0.0.1:" + TestEdge.shared().app.port());

    @Test
    void thePageMayLoadNothingFromElsewhereAndConnectOnlyHereToTheGatewayAndToTheStore() throws Exception {
        var store = TestEdge.shared().servers.s3Endpoint();

        var page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains(
                        "default-src 'none'",
                        "script-src 'self';",
                        "connect-src 'self' ws://127.0.0.1:8085 " + store + ";")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/docs",
                "/docs/docs.js",
                "/docs/problem.css",
                "/docs/swagger-ui.css",
                "/docs/swagger-ui-bundle.js",
                "/docs/favicon-32x32.png",
                "/openapi.yaml"
            })
    void whatIsUnchangedIsNotSentAgain(String path) throws Exception {
        var first = get(path, "Accept-Encoding", "gzip");

        var again = get(
                path,
                "Accept-Encoding",
                "gzip",
                "If-None-Match",
                first.headers().firstValue("ETag").orElseThrow());
        var another = get(path, "If-None-Match", "\"another\"");

        assertThat(first.headers().firstValue("Cache-Control")).isPresent();
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(another.statusCode()).isEqualTo(200);
    }

    @Test
    void everyFileOfTheFirstLoadIsThereForEverAndAllOfThemAreSmall() throws Exception {
        var waiting = new ArrayDeque<String>();
        var index = new String(get("/").body(), UTF_8);
        LINKED.matcher(index).results().forEach(found -> waiting.add(found.group(1)));
        Set<String> seen = new HashSet<>();
        long size = index.length();

        while (!waiting.isEmpty()) {
            var path = waiting.remove();
            if (!seen.add(path)) {
                continue;
            }
            var answer = get(path, "Accept-Encoding", "gzip");
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("immutable");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            size += answer.body().length;
            if (path.endsWith(".js")) {
                var here = URI.create(path);
                IMPORTED.matcher(text(answer))
                        .results()
                        .forEach(found ->
                                waiting.add(here.resolve(found.group(1)).toString()));
            }
        }

        assertThat(seen).hasSizeGreaterThan(30);
        assertThat(size).isLessThan(LARGEST_FIRST_LOAD);
    }

    @Test
    void aProblemIsExplainedAsAPageToABrowserAndInJsonToAProgram() throws Exception {
        var shown = get("/problems/not-a-member", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        var read = get("/problems/not-a-member", "Accept", "*/*");

        assertThat(shown.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(shown.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(new String(shown.body(), UTF_8))
                .contains("<h1>Not a member</h1>", "<code>403 not-a-member</code>", "href=\"/docs\"")
                .doesNotContain("{", "}");
        assertThat(read.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(read.headers().allValues("Vary")).contains("Accept");
    }

    @Test
    void whatIsNoFileOfThisVersionIsAProblem() throws Exception {
        var version = get("/").headers().firstValue("ETag").orElseThrow().replace("\"", "");

        for (var path : new String[] {
            "/web/0/js/main.js",
            "/web/" + version + "/js/none.js",
            "/web/" + version + "/..%2fpage/index.html",
            "/nothing"
        }) {
            var answer = get(path);

            assertThat(answer.statusCode()).as(path).isBetween(400, 404);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
        }
    }

    @Test
    void tellsNoDemoUserUnlessItHasBeenTold() throws Exception {
        var config = new String(get("/web/config.json").body(), UTF_8);

        assertThat(config).isEqualTo("{\"socket_url\":\"ws://127.0.0.1:8085\"}");
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) throws IOException {
        if (answer.headers().firstValue("Content-Encoding").isEmpty()) {
            return new String(answer.body(), UTF_8);
        }
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return new String(unzipped.readAllBytes(), UTF_8);
        }
    }
}

package chat4all.push;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.push.socket.Limits;
import chat4all.servers.SharedServers;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a socket, and what everybody else is answered. */
class UpgradeTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(SharedServers.redis(), Limits.DEFAULTS);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void takesTheTokenFromTheAuthorizationHeader() {
        var client = new Client();

        HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + RunningGateway.token("user_header"))
                .buildAsync(gateway.uri("/"), client)
                .join();

        assertThat(client.next("connected").get("user_id").asText()).isEqualTo("user_header");
    }

    @Test
    void takesTheTokenFromTheSubprotocolsAndSelectsTheOneThatIsSpoken() {
        var client = new EventClient();

        var socket = HTTP.newWebSocketBuilder()
                .subprotocols("chat4all.v1", "bearer." + RunningGateway.token("user_browser"))
                .buildAsync(gateway.uri("/"), client)
                .join();

        assertThat(client.next("hello").get("user_id").asText()).isEqualTo("user_browser");
        assertThat(socket.getSubprotocol()).isEqualTo("chat4all.v1");
    }

    @Test
    void selectsTheTokensSubprotocolWhenNoneOfThoseOfferedIsSpoken() {
        var client = new Client();
        var bearer = "bearer." + RunningGateway.token("user_other");

        var socket = HTTP.newWebSocketBuilder()
                .subprotocols("chat4all.v99", bearer)
                .buildAsync(gateway.uri("/"), client)
                .join();

        client.next("connected");
        assertThat(socket.getSubprotocol()).isEqualTo(bearer);
    }

    @Test
    void refusesWithoutAToken() throws IOException {
        refused(upgrade("/"), 401, "unauthenticated");
        refused(upgrade("/notifications?token="), 401, "unauthenticated");
    }

    @Test
    void refusesAnExpiredToken() throws IOException {
        var expired = RunningGateway.token(RunningGateway.KEY, "user_late", Duration.ofMinutes(-1));

        refused(upgrade("/?token=" + expired), 401, "token-expired");
    }

    @Test
    void refusesForgedAndUnsignedTokens() throws IOException {
        var foreign = RunningGateway.token(RunningGateway.key(), "user_mallory", Duration.ofMinutes(5));
        var unsigned =
                new PlainJWT(new JWTClaimsSet.Builder().subject("user_mallory").build()).serialize();

        refused(upgrade("/?token=" + foreign), 401, "unauthenticated");
        refused(upgrade("/?token=" + unsigned), 401, "unauthenticated");
        refused(upgrade("/?token=garbage"), 401, "unauthenticated");
    }

    @Test
    void takesAQueryThatCannotBeDecodedForNone() throws IOException {
        refused(upgrade("/?token=%zz"), 401, "unauthenticated");
    }

    @Test
    void answersAnUnknownPath() throws IOException {
        refused(upgrade("/elsewhere?token=" + RunningGateway.token("user_lost")), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/notifications"})
    void tellsAPlainRequestToUpgrade(String path) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + gateway.app.port() + path);

        var answer = HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.headers().firstValue("Upgrade")).contains("websocket");
        assertThat(Client.json(answer.body()).get("code").asText()).isEqualTo("upgrade-required");
    }

    private static void refused(String answer, int status, String code) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer).containsIgnoringCase("Content-Type: application/problem+json");
        assertThat(answer).doesNotContainIgnoringCase("Set-Cookie");
        var body = Client.json(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(body.get("code").asText()).isEqualTo(code);
        assertThat(body.get("status").asInt()).isEqualTo(status);
        if (status == 401) {
            assertThat(answer).containsIgnoringCase("WWW-Authenticate: Bearer realm=\"chat4all\"");
        }
    }

    /** The whole answer to a handshake; the JDK's client does not show the body of a refusal. */
    private static String upgrade(String pathAndQuery) throws IOException {
        var request = "GET " + pathAndQuery + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.app.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package chat4all.connectors.testing;

import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server standing for a platform: it records what it is asked and behaves as the test says. */
public final class FakePlatform implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = answer(200, "{}");

    public record Request(String path, Optional<String> authorization, JsonNode body) {}

    /** What the platform does with a request. */
    @FunctionalInterface
    public interface Behaviour {
        void handle(FakePlatform platform, HttpExchange exchange) throws IOException;
    }

    public FakePlatform() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            JsonNode body = read(exchange);
            Optional<String> authorization =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
            requests.add(new Request(exchange.getRequestURI().toString(), authorization, body));
            behaviour.handle(this, exchange);
        });
        server.start();
    }

    /** JSON, or the text of anything else. */
    private static JsonNode read(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type != null && type.startsWith("application/json")
                ? Json.MAPPER.readTree(bytes)
                : TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
    }

    /** One behaviour for paths that contain these words, another for the rest. */
    public static Behaviour at(String words, Behaviour there, Behaviour elsewhere) {
        return (platform, exchange) ->
                (exchange.getRequestURI().toString().contains(words) ? there : elsewhere).handle(platform, exchange);
    }

    public static Behaviour answer(int status, String body) {
        return answer(status, Map.of(), body);
    }

    public static Behaviour answer(int status, Map<String, String> headers, String body) {
        return (platform, exchange) -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    /** Takes the request and says nothing. */
    public static Behaviour hold() {
        return (platform, exchange) -> platform.untilClosing();
    }

    /** Says that all is well and stops in the middle of the answer. */
    public static Behaviour holdBody() {
        return (platform, exchange) -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            platform.untilClosing();
        };
    }

    /** Takes the request and closes the connection. */
    public static Behaviour drop() {
        return (platform, exchange) -> exchange.close();
    }

    public void does(Behaviour next) {
        behaviour = next;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Request> requests() {
        return requests;
    }

    public Request lastRequest() {
        return requests.get(requests.size() - 1);
    }

    /** Where nobody listens. */
    public static URI nowhere() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void untilClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

package chat4all.servers;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Takes spans by OTLP/HTTP, as a collector would, and keeps them for a test to look at. */
public final class SpanReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    private SpanReceiver(HttpServer server) {
        this.server = server;
    }

    /**
     * @param service that made it
     * @param parentId empty for the first of a trace
     * @param links {@code traceId-spanId} of each span it is linked to
     */
    public record ReceivedSpan(
            String service,
            String traceId,
            String spanId,
            String parentId,
            String name,
            Map<String, String> attributes,
            List<String> links) {
        /** What goes on from it has as its header. */
        public String traceparent() {
            return "00-" + traceId + "-" + spanId + "-01";
        }
    }

    public static SpanReceiver start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var receiver = new SpanReceiver(server);
            server.createContext("/v1/traces", exchange -> {
                receiver.take(exchange.getRequestBody().readAllBytes());
                exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The base address, as {@code OTEL_EXPORTER_OTLP_ENDPOINT} takes it. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<ReceivedSpan> spans() {
        return List.copyOf(spans);
    }

    public List<ReceivedSpan> spans(String traceId) {
        return spans.stream().filter(span -> span.traceId.equals(traceId)).toList();
    }

    /** All bytes that came, for looking for what must not be among them. */
    public String everything() {
        return String.join("\n", bodies);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Field numbers are those of opentelemetry-proto, {@code trace/v1/trace.proto}. */
    private void take(byte[] request) {
        bodies.add(new String(request, StandardCharsets.UTF_8));
        for (var resourceSpans : Message.read(request).messages(1)) {
            var service = resourceSpans.messages(1).stream()
                    .flatMap(resource -> attributes(resource, 1).entrySet().stream())
                    .filter(attribute -> attribute.getKey().equals("service.name"))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
            for (var scopeSpans : resourceSpans.messages(2)) {
                scopeSpans.messages(2).forEach(span -> spans.add(span(service, span)));
            }
        }
    }

    private static ReceivedSpan span(String service, Message span) {
        return new ReceivedSpan(
                service,
                span.hex(1),
                span.hex(2),
                span.hex(4),
                span.text(5),
                attributes(span, 9),
                span.messages(13).stream()
                        .map(link -> link.hex(1) + "-" + link.hex(2))
                        .toList());
    }

    private static Map<String, String> attributes(Message of, int field) {
        var attributes = new TreeMap<String, String>();
        for (var keyValue : of.messages(field)) {
            for (var value : keyValue.messages(2)) {
                attributes.put(keyValue.text(1), value.has(1) ? value.text(1) : value.number(3));
            }
        }
        return attributes;
    }

    /** A Protocol Buffers message as its wire format has it: fields by number. */
    private record Message(Map<Integer, List<Object>> fields) {
        static Message read(byte[] bytes) {
            var fields = new TreeMap<Integer, List<Object>>();
            var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            while (buffer.hasRemaining()) {
                long tag = varint(buffer);
                Object value =
                        switch ((int) tag & 7) {
                            case 0 -> varint(buffer);
                            case 1 -> buffer.getLong();
                            case 2 -> bytes(buffer, (int) varint(buffer));
                            case 5 -> buffer.getInt();
                            default -> throw new IllegalArgumentException("wire type of tag " + tag);
                        };
                fields.computeIfAbsent((int) (tag >>> 3), number -> new ArrayList<>())
                        .add(value);
            }
            return new Message(fields);
        }

        boolean has(int field) {
            return fields.containsKey(field);
        }

        List<Message> messages(int field) {
            return fields.getOrDefault(field, List.of()).stream()
                    .map(bytes -> read((byte[]) bytes))
                    .toList();
        }

        String text(int field) {
            return first(field) instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
        }

        String hex(int field) {
            return first(field) instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : "";
        }

        String number(int field) {
            return String.valueOf(first(field));
        }

        private @Nullable Object first(int field) {
            var values = fields.get(field);
            return values == null ? null : values.get(0);
        }

        private static byte[] bytes(ByteBuffer from, int length) {
            var bytes = new byte[length];
            from.get(bytes);
            return bytes;
        }

        private static long varint(ByteBuffer from) {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = from.get();
                value |= (next & 0x7FL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }
    }
}

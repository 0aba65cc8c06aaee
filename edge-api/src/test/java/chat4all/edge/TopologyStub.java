package chat4all.edge;

import chat4all.schemas.CommandOutcome;
import chat4all.schemas.ConversationCommand;
import chat4all.schemas.ConversationKind;
import chat4all.schemas.ConversationMembers;
import chat4all.schemas.ConversationMembers.Member;
import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.ConversationMembers.VisibleRange;
import chat4all.schemas.ConversationView;
import chat4all.schemas.CreateConversation;
import chat4all.schemas.InternalApi;
import chat4all.schemas.Json;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.RejectionCode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Answers the internal API as a topology instance would, out of maps that a test fills. Commands are decided as the test
 * says of their conversation, and as taking place where it says nothing; only their making of a conversation has an effect.
 */
final class TopologyStub implements AutoCloseable {
    static final String TOKEN = "internal-token";

    private final HttpServer server;
    private final Map<String, ConversationView> conversations = new ConcurrentHashMap<>();
    private final Map<String, MessageStatus> statuses = new ConcurrentHashMap<>();
    private final Set<String> undecided = ConcurrentHashMap.newKeySet();
    private final Map<String, RejectionCode> refusals = new ConcurrentHashMap<>();
    private final AtomicInteger conversationQuestions = new AtomicInteger();
    private volatile boolean away;
    private final Map<String, ConversationCommand> commands = new ConcurrentHashMap<>();

    TopologyStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/health/ready", exchange -> answer(exchange, away ? 503 : 200, "{}"));
        server.createContext("/internal/conversations/", exchange -> {
            conversationQuestions.incrementAndGet();
            var path = exchange.getRequestURI().getPath().split("/");
            var id = path[3];
            internal(exchange, path.length > 4 ? outcome(id, path[5]) : conversations.get(id));
        });
        server.createContext(
                "/internal/messages/",
                exchange -> internal(exchange, statuses.get(id(exchange, InternalApi.MESSAGE_STATUS))));
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "topology-stub");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A command as it was appended. */
    void take(ConversationCommand command) {
        commands.putIfAbsent(command.commandId(), command);
    }

    /** Refuses every command on the conversation. */
    void refuses(String conversation, RejectionCode reason) {
        refusals.put(conversation, reason);
    }

    /** Never gets to the commands on the conversation. */
    void leavesUndecided(String conversation) {
        undecided.add(conversation);
    }

    /** Answers 503 to everything, as during a rebalance. */
    void away(boolean away) {
        this.away = away;
    }

    int conversationQuestions() {
        return conversationQuestions.get();
    }

    void conversation(String id, long messages, String... members) {
        Map<String, Member> all = new LinkedHashMap<>();
        for (var member : members) {
            all.put(member, new Member(Role.MEMBER, List.of(new VisibleRange(1, null))));
        }
        conversation(id, messages, messages, all);
    }

    void conversation(String id, long lastSeq, long lastOrdinal, Map<String, Member> members) {
        var at = Instant.parse("2026-01-01T00:00:00Z");
        var creator = members.keySet().iterator().next();
        conversations.put(
                id,
                new ConversationView(
                        new ConversationMembers(
                                id, ConversationKind.GROUP, null, null, creator, at, 1, members, List.of()),
                        lastSeq,
                        lastOrdinal));
    }

    void status(MessageStatus status) {
        statuses.put(status.messageId(), status);
    }

    private @Nullable CommandOutcome outcome(String conversation, String commandId) {
        var command = commands.get(commandId);
        if (command == null || undecided.contains(conversation)) {
            return null;
        }
        var reason = refusals.get(conversation);
        if (reason == null && command instanceof CreateConversation create) {
            create(create);
        }
        return new CommandOutcome(command.fingerprint(), reason == null ? 1L : null, reason);
    }

    private void create(CreateConversation create) {
        Map<String, Member> members = new LinkedHashMap<>();
        members.put(create.creatorId(), new Member(Role.ADMIN, List.of(new VisibleRange(1, null))));
        create.members()
                .forEach(
                        user -> members.putIfAbsent(user, new Member(Role.MEMBER, List.of(new VisibleRange(1, null)))));
        var made = new ConversationMembers(
                create.conversationId(),
                create.kind(),
                create.name(),
                create.description(),
                create.creatorId(),
                create.acceptedAt(),
                1,
                members,
                List.of());
        conversations.put(create.conversationId(), new ConversationView(made, 1, 0));
    }

    private static String id(HttpExchange exchange, String route) {
        var suffix = route.substring(route.indexOf("{id}") + 4);
        var path = exchange.getRequestURI().getPath();
        return path.substring(route.indexOf("{id}"), path.length() - suffix.length());
    }

    private void internal(HttpExchange exchange, @Nullable Object value) throws IOException {
        if (!TOKEN.equals(exchange.getRequestHeaders().getFirst(InternalApi.TOKEN_HEADER))) {
            answer(exchange, 401, "{}");
        } else if (away) {
            answer(exchange, 503, "{}");
        } else {
            answer(exchange, value == null ? 404 : 200, value == null ? "{}" : Json.MAPPER.writeValueAsString(value));
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

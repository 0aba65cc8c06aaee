package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sockets while what carries them is harmed: each event once and in order, none missing. */
@Order(3)
@ExtendWith(OnTheStack.class)
class SocketOutagesTest {
    private static final Duration RECOVERY = Duration.ofMinutes(1);
    private static final int GROUPS = 3;
    private static final int FLOWING = 60;

    private final Stack stack;
    private final Api joao;
    private final List<Member> members;
    private final List<EventSocket> sockets = new ArrayList<>();

    private record Member(String userId, Api api) {}

    SocketOutagesTest(Stack stack) {
        this.stack = stack;
        joao = Api.login(stack.api(), "user_a", "pass_a");
        int run = ThreadLocalRandom.current().nextInt(1_000_000);
        members = List.of(
                new Member("user_b", Api.login(stack.api(), "user_b", "pass_b")),
                new Member("user_c", Api.login(stack.api(), "user_c", "pass_c")),
                register("sockets_" + run + "_d"),
                register("sockets_" + run + "_e"));
    }

    @AfterEach
    void disconnect() {
        sockets.forEach(EventSocket::close);
    }

    @Test
    void whenAGatewayIsKilledItsClientsMoveToAnotherAndMissNothing() throws InterruptedException {
        try (Gateway other = Gateway.start(stack);
                Chatter chatter = chatter()) {
            members.forEach(member -> {
                connect(member, stack.webSocket(), other.webSocket());
                connect(member, other.webSocket(), stack.webSocket());
            });
            chatter.writes(FLOWING);

            other.kill();

            chatter.writes(FLOWING);
            everySocketIsComplete(chatter, chatter.stop());
            assertThat(sockets).filteredOn(socket -> socket.attempts() > 1).hasSizeGreaterThanOrEqualTo(members.size());
        }
    }

    @Test
    void whileRedisStandsStillAndDiesUnderLoadEverySocketIsComplete() throws InterruptedException {
        Member maria = members.get(0);
        try (Chatter chatter = chatter();
                Socket plain = Socket.connect(stack.webSocket(), maria.api().token)) {
            members.forEach(member -> connect(member, stack.webSocket()));
            chatter.writes(FLOWING);

            stack.freeze("redis");
            try {
                chatter.writes(FLOWING);
            } finally {
                stack.thaw("redis");
            }
            chatter.writes(FLOWING);
            stack.kill("redis");
            chatter.writes(FLOWING);

            int[] events = chatter.stop();
            everySocketIsComplete(chatter, events);
            assertThat(sockets).extracting(EventSocket::attempts).containsOnly(1);
            aPlainOneIsComplete(plain, chatter, events);
        }
    }

    @Test
    void theLastMessageIsFoundWhenItsNotificationIsLost() {
        String group = Chatter.group(joao, members.stream().map(Member::userId).toList());
        members.forEach(member -> connect(member, stack.webSocket()));
        await().atMost(RECOVERY).untilAsserted(() -> assertThat(sockets)
                .allSatisfy(socket -> assertThat(socket.seqs(group)).containsExactly(1L)));

        stack.freeze("redis");
        try {
            write(group, "a última");

            await().atMost(RECOVERY).untilAsserted(() -> assertThat(sockets)
                    .allSatisfy(socket -> assertThat(socket.seqs(group)).containsExactly(1L, 2L)));
        } finally {
            stack.thaw("redis");
        }

        // What Redis still brings was told already; it is out of the way once something newer has come.
        write(group, "mais uma");
        await().atMost(RECOVERY).untilAsserted(() -> assertThat(sockets)
                .allSatisfy(socket -> assertThat(socket.seqs(group)).containsExactly(1L, 2L, 3L)));
        assertThat(sockets).flatExtracting(EventSocket::faults).isEmpty();
    }

    private Chatter chatter() {
        return Chatter.start(joao, members.stream().map(Member::userId).toList(), GROUPS);
    }

    private void connect(Member member, URI... gateways) {
        EventSocket socket = EventSocket.connect(member.api().token, gateways);
        sockets.add(socket);
        await().atMost(RECOVERY).until(socket::isResumed);
    }

    private void everySocketIsComplete(Chatter chatter, int[] events) {
        for (int i = 0; i < events.length; i++) {
            String group = chatter.groups().get(i);
            int all = events[i];
            sockets.forEach(socket -> await().atMost(RECOVERY).until(() -> socket.told(group) >= all));
            assertThat(sockets).allSatisfy(socket -> assertThat(socket.seqs(group))
                    .isEqualTo(LongStream.rangeClosed(1, all).boxed().toList()));
        }
        assertThat(sockets).flatExtracting(EventSocket::faults).isEmpty();
    }

    /** From the first it was told on: it came when the talk had begun. */
    private static void aPlainOneIsComplete(Socket plain, Chatter chatter, int[] events) {
        for (int i = 0; i < events.length; i++) {
            String group = chatter.groups().get(i);
            long last = events[i];
            await().atMost(RECOVERY)
                    .untilAsserted(
                            () -> assertThat(seqs(plain, group)).isNotEmpty().endsWith(last));
            List<Long> seqs = seqs(plain, group);
            assertThat(seqs)
                    .isEqualTo(LongStream.rangeClosed(seqs.get(0), last).boxed().toList());
        }
    }

    private static List<Long> seqs(Socket plain, String group) {
        return plain.messages(group).stream()
                .map(frame -> frame.path("seq").asLong())
                .toList();
    }

    private void write(String group, String content) {
        assertThat(joao.post(
                                "/v1/messages",
                                Api.JSON
                                        .createObjectNode()
                                        .put("conversation_id", group)
                                        .put("content", content))
                        .status())
                .isEqualTo(202);
    }

    private Member register(String username) {
        Api.Answer answer = Api.anonymous(stack.api())
                .post(
                        "/auth/register",
                        Api.JSON.createObjectNode().put("username", username).put("password", "senha-longa"));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return new Member(answer.json().path("user_id").asText(), Api.login(stack.api(), username, "senha-longa"));
    }
}

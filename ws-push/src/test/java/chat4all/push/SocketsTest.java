package chat4all.push;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.push.redis.Publisher;
import chat4all.push.socket.Limits;
import chat4all.servers.SharedServers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a plain client sees, through real sockets and a real Redis. */
class SocketsTest {
    private static RunningGateway gateway;
    private static Publisher redis;

    @BeforeAll
    static void start() throws IOException {
        gateway = new RunningGateway(SharedServers.redis(), Limits.DEFAULTS);
        redis = new Publisher(SharedServers.redis());
    }

    @AfterAll
    static void stop() {
        redis.close();
        gateway.close();
    }

    @Test
    void tellsWhoIsConnectedOnceNothingCanBeMissed() {
        var client = gateway.open("/notifications?token=" + RunningGateway.token("user_first"), new Client());

        var connected = client.next("connected");

        assertThat(connected.get("user_id").asText()).isEqualTo("user_first");
        assertThat(connected.get("timestamp").asLong()).isCloseTo(System.currentTimeMillis(), within(60_000));
        assertThat(redis.subscribers("user_first")).isEqualTo(1);
    }

    @Test
    void forwardsNotificationsAsTheyCame() {
        var client = gateway.connect("user_exact");
        var message = Messages.message("c-exact", 1, "Olá \"João\" \\ ação 👩‍👩‍👧 \n\t\u202Eשלום");
        var status = Messages.status("c-exact", 1);

        redis.publish("user_exact", message);
        redis.publish("user_exact", status);

        assertThat(client.nextText()).isEqualTo(message);
        assertThat(client.nextText()).isEqualTo(status);
    }

    @Test
    void tellsEveryDeviceOfAUserAndNobodyElse() {
        var phone = gateway.connect("user_two");
        var laptop = gateway.connect("user_two");
        var stranger = gateway.connect("user_stranger");

        redis.publish("user_two", Messages.message("c-two", 1, "oi"));

        assertThat(phone.next("NEW_MESSAGE").get("seq").asLong()).isEqualTo(1);
        assertThat(laptop.next("NEW_MESSAGE").get("seq").asLong()).isEqualTo(1);
        stranger.hearsNothingElse();
    }

    @Test
    void sendsAMessageThatTheSinkRepeatsOnlyOnce() {
        var client = gateway.connect("user_repeat");
        for (long seq : new long[] {5, 6, 5, 6, 7}) {
            redis.publish("user_repeat", Messages.message("c-repeat", seq, "x"));
        }
        redis.publish("user_repeat", Messages.message("c-other", 1, "x"));

        assertThat(List.of(seqOf(client), seqOf(client), seqOf(client), seqOf(client)))
                .containsExactly(5L, 6L, 7L, 1L);
        client.hearsNothingElse();
    }

    @Test
    void unsubscribesWhenTheLastDeviceLeaves() {
        var phone = gateway.connect("user_leaves");
        var laptop = gateway.connect("user_leaves");

        phone.socket().sendClose(1000, "").join();
        assertThat(phone.closeCode()).isEqualTo(1000);
        redis.publish("user_leaves", Messages.message("c-leaves", 1, "still there"));
        laptop.next("NEW_MESSAGE");
        laptop.socket().sendClose(1000, "").join();

        await().atMost(5, SECONDS).until(() -> redis.subscribers("user_leaves") == 0);
    }

    @Test
    void answersPingAndSaysWhatItDoesNotKnow() {
        var client = gateway.connect("user_talks");

        client.say("{\"type\":\"ping\"}");
        assertThat(client.next("pong").get("timestamp").isIntegralNumber()).isTrue();
        client.say("{\"type\":\"dance\"}");
        assertThat(client.next("error").get("code").asText()).isEqualTo("unknown-type");
        client.hearsNothingElse();
    }

    @Test
    void closesOnAFrameThatIsNoFrame() {
        for (var bad : List.of("", "hello", "[]", "{\"type\":7}", "{}", "{\"type\":\"ping\"", "null")) {
            var client = gateway.connect("user_bad");
            client.say(bad);
            assertThat(client.closeCode()).as(bad).isEqualTo(4400);
        }
        var binary = gateway.connect("user_bad");
        binary.socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
        assertThat(binary.closeCode()).isEqualTo(4400);
    }

    @Test
    void closesOnAFrameThatIsTooLarge() {
        var client = gateway.connect("user_large");

        client.say("x".repeat(Limits.DEFAULTS.frameBytes() + 1));

        assertThat(client.closeCode()).isEqualTo(1009);
    }

    @Test
    void closesOneSocketTooManyAndKeepsTheOthers() {
        var clients = new ArrayList<Client>();
        for (int i = 0; i < Limits.DEFAULTS.socketsPerUser(); i++) {
            clients.add(gateway.connect("user_many"));
        }

        var oneTooMany = gateway.open("/?token=" + RunningGateway.token("user_many"), new Client());

        assertThat(oneTooMany.closeCode()).isEqualTo(4429);
        redis.publish("user_many", Messages.message("c-many", 1, "x"));
        clients.forEach(client -> client.next("NEW_MESSAGE"));
        clients.forEach(client -> client.socket().abort());
    }

    @Test
    void closesASlowReaderWhileAnotherDeviceGoesOn() {
        var quick = gateway.connect("user_slow");
        var slow = gateway.open("/?token=" + RunningGateway.token("user_slow"), new Client.Deaf());
        var content = "x".repeat(10_000);
        int sent = 3_000;
        int together = 50;

        // In step with the quick reader: on a busy machine it would otherwise be slow as well.
        for (int first = 1; first <= sent; first += together) {
            for (int seq = first; seq < first + together; seq++) {
                redis.publish("user_slow", Messages.message("c-slow", seq, content));
            }
            for (int seq = first; seq < first + together; seq++) {
                assertThat(seqOf(quick)).isEqualTo(seq);
            }
        }

        slow.listen();
        assertThat(slow.closeCode()).isEqualTo(4002);
        quick.hearsNothingElse();
    }

    @Test
    void closesWhenTheTokenExpires() {
        var token = RunningGateway.token(RunningGateway.KEY, "user_expires", Duration.ofSeconds(2));
        var client = gateway.open("/?token=" + token, new Client());

        client.next("connected");

        assertThat(client.closeCode()).isEqualTo(4001);
    }

    @Test
    void ignoresWhatIsNoNotification() {
        var client = gateway.connect("user_garbage");

        redis.publish("user_garbage", "not JSON");
        redis.publish("user_garbage", "{\"type\":");
        redis.publish("user_garbage", Messages.message("c-garbage", 1, "x"));

        client.next("NEW_MESSAGE");
    }

    @Test
    void measuresWhatItDoes() throws IOException {
        var client = gateway.connect("user_measured");
        redis.publish("user_measured", Messages.message("c-measured", 1, "x"));
        redis.publish("user_measured", Messages.message("c-measured", 1, "x"));
        client.next("NEW_MESSAGE");
        client.hearsNothingElse();

        assertThat(gateway.metric("push_sockets")).isPositive();
        assertThat(gateway.metric("push_users")).isPositive();
        assertThat(gateway.metric("push_frames_sent_total")).isPositive();
        assertThat(gateway.metric("push_frames_repeated_total")).isPositive();
        assertThat(gateway.metric("push_delay_seconds_count")).isPositive();
    }

    private static long seqOf(Client client) {
        return client.next("NEW_MESSAGE").get("seq").asLong();
    }

    private static Offset<Long> within(long millis) {
        return Offset.offset(millis);
    }
}

package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Somebody who writes to several groups in turn, some 50 messages a second, while a test does harm. */
final class Chatter implements AutoCloseable {
    private static final long EVERY_MILLIS = 20;

    private final Api writer;
    private final List<String> groups;
    private final AtomicInteger sent = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private @Nullable Future<?> going;

    private Chatter(Api writer, List<String> groups) {
        this.writer = writer;
        this.groups = groups;
    }

    /** Begins to write in so many new groups of these people. */
    static Chatter start(Api writer, List<String> members, int groups) {
        var chatter = new Chatter(
                writer,
                IntStream.range(0, groups).mapToObj(i -> group(writer, members)).toList());
        chatter.going = chatter.timer.scheduleAtFixedRate(chatter::write, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return chatter;
    }

    /** A group of the maker and these people; its id. */
    static String group(Api maker, List<String> members) {
        ObjectNode body = Api.JSON.createObjectNode().put("name", "Equipe");
        members.forEach(body.putArray("initial_members")::add);
        Api.Answer made = maker.post("/v1/groups", body);
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return made.json().path("group_id").asText();
    }

    List<String> groups() {
        return groups;
    }

    /** Waits until so many more messages have been written. */
    void writes(int more) {
        int enough = sent.get() + more;
        await("more is written").atMost(Duration.ofMinutes(1)).until(() -> {
            requireGoing();
            return sent.get() >= enough;
        });
    }

    /** No more; how many events each group has now, the making of the group included. */
    int[] stop() throws InterruptedException {
        requireGoing();
        timer.shutdown();
        assertThat(timer.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        return IntStream.range(0, groups.size())
                .map(i -> 1 + (sent.get() + groups.size() - 1 - i) / groups.size())
                .toArray();
    }

    /** A message that is not accepted is the last. */
    private void write() {
        int number = sent.get();
        ObjectNode message = Api.JSON
                .createObjectNode()
                .put("conversation_id", groups.get(number % groups.size()))
                .put("content", "mensagem " + number);
        Api.Answer answer = writer.post("/v1/messages", message);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        sent.incrementAndGet();
    }

    private void requireGoing() {
        Future<?> task = going;
        if (task != null && task.isDone()) {
            try {
                task.get();
            } catch (ExecutionException | InterruptedException e) {
                throw new AssertionError("the writing has ended", e);
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

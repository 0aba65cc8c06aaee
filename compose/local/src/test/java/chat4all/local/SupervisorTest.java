package chat4all.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.servers.JavaCommand;
import chat4all.servers.ProcessIdentity;
import chat4all.servers.ProjectHome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole supervisor in its own process with the real servers, as {@code ./chat4all up --servers-only} runs it. */
class SupervisorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(150);
    /** The standard ports moved to where neither a stack of the developer nor outgoing connections are. */
    private final int offset = ThreadLocalRandom.current().nextInt(12_000, 20_000);

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    @AfterEach
    void stop() throws InterruptedException {
        DownCommand.down(new DataDirectory(directory));
    }

    @Test
    void restartsAKilledServerAndReplacesEverythingAKilledSupervisorLeftBehind()
            throws IOException, InterruptedException {
        Process first = up();
        awaitReady(first);
        ProcessIdentity redis = member("redis");

        redis.find().orElseThrow().destroyForcibly();

        await().atMost(PATIENCE).until(() -> restarts("redis") == 1 && status().allUp());
        assertThat(member("redis")).isNotEqualTo(redis);

        assertThat(up().waitFor()).as("a second up on a running stack").isZero();
        assertThat(first.isAlive()).isTrue();

        List<ProcessIdentity> orphans =
                Stream.of("kafka", "cassandra", "redis", "s3").map(this::member).toList();
        first.destroyForcibly().waitFor();
        assertThat(orphans).allMatch(orphan -> orphan.find().isPresent());

        Process second = up();
        awaitReady(second);

        assertThat(orphans).allMatch(orphan -> orphan.find().isEmpty());
        assertThat(status().allUp()).isTrue();
        List<ProcessIdentity> children =
                Stream.of("kafka", "cassandra", "redis", "s3").map(this::member).toList();
        assertThat(DownCommand.down(new DataDirectory(directory))).isTrue();
        assertThat(children).allMatch(child -> child.find().isEmpty());
        assertThat(second.waitFor()).isEqualTo(143);
    }

    private Process up() throws IOException {
        Path output = elsewhere.resolve("output");
        List<String> flags = List.of("-Xmx48m", "-XX:TieredStopAtLevel=1", "-Dchat4all.home=" + ProjectHome.find());
        return new ProcessBuilder(JavaCommand.of(
                        flags,
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "up",
                        "--servers-only",
                        "--data-dir",
                        directory.toString(),
                        "--port-offset",
                        Integer.toString(offset)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    private void awaitReady(Process supervisor) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        state().supervisor().pid() == supervisor.pid() && state().phase() == StackState.Phase.READY);
    }

    private Status status() {
        return Status.of(new DataDirectory(directory), new Layout(new StackPorts(offset), ServicesMode.NONE));
    }

    private StackState state() {
        return new StateFile(new DataDirectory(directory)).read().orElseThrow();
    }

    private ProcessIdentity member(String name) {
        return Objects.requireNonNull(find(name).process());
    }

    private int restarts(String name) {
        return find(name).restarts();
    }

    private StackState.Member find(String name) {
        return state().components().stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

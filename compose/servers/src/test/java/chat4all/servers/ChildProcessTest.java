package chat4all.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @TempDir
    Path directory;

    @Test
    void saysWhichProcessFailedAndShowsTheLastLinesOfItsLog() throws InterruptedException {
        ChildProcess child =
                ChildProcess.start(shell("echo first; echo 'No space left on device'; exit 3", () -> false));

        assertThatThrownBy(child::awaitReady)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("sample did not start: it ended with exit code 3.")
                .hasMessageContaining("  | first\n  | No space left on device")
                .hasMessageEndingWith("Hint: the disk is full.");
    }

    @Test
    void showsNoLinesOfAnEarlierRun() throws InterruptedException {
        ChildProcess.start(shell("echo earlier", () -> false)).process().waitFor();

        ChildProcess child = ChildProcess.start(shell("echo later; exit 1", () -> false));

        assertThatThrownBy(child::awaitReady).hasMessageContaining("later").hasMessageNotContaining("earlier");
    }

    @Test
    void killsAProcessThatDoesNotEndWhenAsked() throws InterruptedException {
        Path ready = directory.resolve("ready");
        ChildProcess child = ChildProcess.start(
                shell("trap '' TERM; touch " + ready + "; while :; do sleep 0.1; done", () -> Files.exists(ready)));
        child.awaitReady();

        child.stop();

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void setsALargeLogAside() throws IOException, InterruptedException {
        Path log = directory.resolve("sample.log");
        Files.write(log, new byte[21 * 1024 * 1024]);

        ChildProcess.start(shell("echo fresh", () -> false)).process().waitFor();

        assertThat(log).hasContent("fresh");
        assertThat(directory.resolve("sample.log.1")).hasSize(21 * 1024 * 1024);
    }

    @Test
    void hintsAtAPortThatIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports free = Ports.random();
            Ports ports = new Ports(
                    free.kafka(),
                    free.kafkaController(),
                    free.cassandra(),
                    free.cassandraStorage(),
                    taken.getLocalPort(),
                    free.s3());

            assertThatThrownBy(() -> LocalServers.start(directory, ports, Set.of(Server.REDIS)))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("redis did not start")
                    .hasMessageContaining("Hint: another process holds one of its ports.");
        }
    }

    private ProcessSpec shell(String script, Probe probe) {
        return new ProcessSpec(
                "sample",
                () -> {},
                List.of("sh", "-c", script),
                Map.of(),
                directory,
                directory.resolve("sample.log"),
                0,
                probe,
                Duration.ofSeconds(10),
                Duration.ofMillis(300));
    }
}

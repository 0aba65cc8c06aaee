package chat4all.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TestDirectoryTest {

    @Test
    void endsAndRemovesWhatAKilledTestRunLeftBehind() throws IOException, InterruptedException {
        Process left = new ProcessBuilder("sleep", "600").start();
        Path abandoned = TestDirectory.create();
        TestDirectory.record(abandoned, left.toHandle());
        Files.writeString(abandoned.resolve("owner"), "1 a boot before this one\n");

        Path own = TestDirectory.create();

        assertThat(left.waitFor()).isNotZero();
        assertThat(abandoned).doesNotExist();
        TestDirectory.delete(own);
    }

    @Test
    void leavesTheServersOfARunningTestRunAlone() throws IOException {
        Process running = new ProcessBuilder("sleep", "600").start();
        Path used = TestDirectory.create();
        TestDirectory.record(used, running.toHandle());

        Path own = TestDirectory.create();

        assertThat(running.isAlive()).isTrue();
        assertThat(used).exists();
        running.destroyForcibly();
        TestDirectory.delete(used);
        TestDirectory.delete(own);
    }
}

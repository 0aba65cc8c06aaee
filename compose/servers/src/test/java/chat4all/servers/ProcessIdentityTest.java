package chat4all.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

    @Test
    void findsTheProcessWhileItLives() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "60").start();
        ProcessIdentity identity = ProcessIdentity.of(process.toHandle());

        assertThat(identity.find()).contains(process.toHandle());

        process.destroyForcibly().waitFor();
        assertThat(identity.find()).isEmpty();
    }

    @Test
    void doesNotTakeAnotherProcessWithTheSamePidForIt() {
        ProcessIdentity own = ProcessIdentity.of(ProcessHandle.current());

        assertThat(own.find()).isPresent();
        assertThat(new ProcessIdentity(own.pid(), "another boot/1").find()).isEmpty();
    }
}

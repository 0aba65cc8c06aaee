package chat4all.local;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.servers.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

    @TempDir
    Path directory;

    @Test
    void givesBackWhatWasWritten() {
        StateFile file = new StateFile(new DataDirectory(directory));
        StackState state = new StackState(
                StackState.Phase.READY,
                ProcessIdentity.of(ProcessHandle.current()),
                100,
                ServicesMode.SEPARATE,
                "topology=2",
                true,
                null,
                List.of(new StackState.Member("kafka", null, 3)));
        assertThat(file.read()).isEmpty();

        file.write(state);

        assertThat(file.read()).contains(state);
        assertThat(state.supervisorLives()).isTrue();
        assertThat(state.layout().scale().of(App.TOPOLOGY)).isEqualTo(2);
    }

    @Test
    void readsWhatWasWrittenBeforeThereWasMoreThanOneInstance() throws IOException {
        Files.createDirectories(directory.resolve("run"));
        Files.writeString(
                directory.resolve("run/stack.json"),
                "{\"phase\":\"STOPPED\",\"supervisor\":{\"pid\":1,\"began\":\"1\"},\"port_offset\":7,"
                        + "\"services\":\"SEPARATE\",\"failure\":null,\"components\":[]}");

        StackState state = new StateFile(new DataDirectory(directory)).read().orElseThrow();

        assertThat(state.layout()).isEqualTo(new Layout(new StackPorts(7), ServicesMode.SEPARATE));
    }

    @Test
    void knowsWhichProcessesAreStillAlive() throws IOException, InterruptedException {
        Process left = new ProcessBuilder("sleep", "600").start();
        StackState state = new StackState(
                StackState.Phase.READY,
                new ProcessIdentity(1, "a boot before this one"),
                0,
                ServicesMode.TOGETHER,
                "",
                false,
                null,
                List.of(
                        new StackState.Member("kafka", ProcessIdentity.of(left.toHandle()), 0),
                        new StackState.Member("redis", new ProcessIdentity(left.pid(), "another"), 0)));

        assertThat(state.supervisorLives()).isFalse();
        assertThat(state.livingMembers()).containsExactly(left.toHandle());
        Leftovers.end(state.livingMembers());
        assertThat(left.isAlive()).isFalse();
    }
}

package chat4all.local;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says which stack a command is about. */
final class StackOptions {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".chat4all",
            description = "where the stack keeps its data (default: .chat4all in the current directory)")
    private Path dataDirectory = Path.of(".chat4all");

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "added to every port (default: as the stack was started, else 0)")
    private @Nullable Integer portOffset;

    DataDirectory data() {
        return new DataDirectory(dataDirectory);
    }

    /** What the command line says. */
    Optional<StackPorts> ports() {
        Integer offset = portOffset;
        if (offset == null) {
            return Optional.empty();
        }
        if (offset < 0 || offset > StackPorts.HIGHEST_OFFSET) {
            throw new StackFailure("--port-offset must be between 0 and " + StackPorts.HIGHEST_OFFSET + ".");
        }
        return Optional.of(new StackPorts(offset));
    }

    /** What the stack was started with, else what the command line says, else the well-known ports. */
    Layout layoutOrStarted() {
        Layout untold = new Layout(ports().orElse(new StackPorts(0)), ServicesMode.TOGETHER);
        return new StateFile(data())
                .read()
                .map(StackState::layout)
                .filter(started -> ports().isEmpty() || ports().get().equals(started.ports()))
                .orElse(untold);
    }

    /** The state of a stack that is running. */
    Optional<StackState> running() {
        return new StateFile(data()).read().filter(StackState::supervisorLives);
    }
}

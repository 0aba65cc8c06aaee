package chat4all.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that says that the stores beside it were closed and hold nothing uncommitted. Kafka Streams finds out by
 * itself that they were not, and throws them away for the changelogs, but task by task: as it starts, and again as it
 * gets each task. Knowing it before the start lets an instance that was killed go on seconds sooner.
 */
final class CleanStop {
    private final Path file;
    private boolean taken;

    CleanStop(Path stateDir) {
        this.file = stateDir.resolve("clean-stop");
    }

    /** Whether the last instance stopped cleanly; from now on until {@link #leave()} it has not. */
    boolean take() {
        taken = true;
        try {
            return Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Says nothing of stores that were not {@link #take() taken}. */
    void leave() {
        if (!taken) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

package chat4all.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowerTest {

    @TempDir
    Path directory;

    @Test
    void givesWholeLinesThatWereAddedAndEachOnce() throws IOException {
        Path log = directory.resolve("a.log");
        Files.writeString(log, "old\n");
        LogFollower follower = LogFollower.fromEnd(log);

        append(log, "one\ntw");
        assertThat(follower.newLines()).containsExactly("one");
        append(log, "o\n");
        assertThat(follower.newLines()).containsExactly("two");
        assertThat(follower.newLines()).isEmpty();
    }

    @Test
    void beginsAnewWhenTheFileWasSetAside() throws IOException {
        Path log = directory.resolve("a.log");
        Files.writeString(log, "a long line of an earlier run\n");
        LogFollower follower = LogFollower.fromEnd(log);

        Files.writeString(log, "new\n");

        assertThat(follower.newLines()).containsExactly("new");
    }

    @Test
    void waitsForAFileThatDoesNotExistYet() throws IOException {
        Path log = directory.resolve("later.log");
        LogFollower follower = LogFollower.fromEnd(log);
        assertThat(follower.newLines()).isEmpty();

        append(log, "first\n");

        assertThat(follower.newLines()).containsExactly("first");
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}

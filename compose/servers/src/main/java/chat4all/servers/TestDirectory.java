package chat4all.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The temporary directory of a test JVM's servers. It names the JVM and its children, so that the next test JVM ends and
 * removes what a killed one left behind.
 */
final class TestDirectory {

    private static final String PREFIX = "chat4all-servers-";
    private static final String OWNER = "owner";
    private static final String CHILDREN = "children";

    private TestDirectory() {}

    static Path create() {
        try {
            sweep();
            Path directory = Files.createTempDirectory(PREFIX);
            append(directory.resolve(OWNER), ProcessHandle.current());
            return directory;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void record(Path directory, ProcessHandle child) {
        try {
            append(directory.resolve(CHILDREN), child);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException leftForTheNextSweep) {
            // A file that a dying server still wrote: the owner file is gone or dead, so the next test JVM tries again.
        }
    }

    private static void sweep() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path directory : directories) {
                List<ProcessHandle> owner = living(directory.resolve(OWNER));
                if (owner.isEmpty() && Files.exists(directory.resolve(OWNER))) {
                    living(directory.resolve(CHILDREN)).forEach(ProcessHandle::destroyForcibly);
                    delete(directory);
                }
            }
        }
    }

    private static List<ProcessHandle> living(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .map(line -> line.split(" "))
                .map(parts -> new ProcessIdentity(Long.parseLong(parts[0]), parts[1]).find())
                .flatMap(Optional::stream)
                .toList();
    }

    private static void append(Path file, ProcessHandle process) throws IOException {
        ProcessIdentity identity = ProcessIdentity.of(process);
        Files.writeString(
                file,
                identity.pid() + " " + identity.began() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}

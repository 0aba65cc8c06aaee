package chat4all.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a JDK 17: Cassandra 5 needs the SecurityManager's last working home, so neither an older nor a newer one will do. */
public final class Jdk {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private Jdk() {}

    /** The {@code java} of this JVM if it is a 17, else of {@code JAVA_HOME}, else of an installed 17. */
    public static Path java17() {
        List<Path> homes = new ArrayList<>();
        homes.add(Path.of(System.getProperty("java.home")));
        Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
        homes.addAll(installed());
        return homes.stream()
                .filter(Jdk::isVersion17)
                .map(home -> home.resolve("bin/java"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "No JDK 17 found (looked at " + homes
                                        + "). Cassandra 5 starts on 17 only: install openjdk-17-jdk-headless or set JAVA_HOME to a JDK 17."));
    }

    private static boolean isVersion17(Path home) {
        Path release = home.resolve("release");
        try {
            return Files.isRegularFile(release) && Files.readString(release).contains("JAVA_VERSION=\"17");
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static List<Path> installed() {
        if (!Files.isDirectory(INSTALLED)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            return homes.sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}

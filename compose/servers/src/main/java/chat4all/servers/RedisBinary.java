package chat4all.servers;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds {@code redis-server} on this machine, or unpacks the one in the embedded-redis jar. */
final class RedisBinary {

    private RedisBinary() {}

    static Optional<Path> onPath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static void extract(Path target) throws IOException {
        if (Files.isExecutable(target)) {
            return;
        }
        String resource = "/" + resourceFor(System.getProperty("os.name"), System.getProperty("os.arch"));
        Files.createDirectories(target.getParent());
        Path half = target.resolveSibling(target.getFileName() + ".part");
        try (InputStream in = RedisBinary.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("No redis-server on the PATH, and none for this machine in embedded-redis ("
                        + resource + "): install redis-server.");
            }
            Files.copy(in, half, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!half.toFile().setExecutable(true)) {
            throw new IOException(half + " cannot be made executable: is its disk mounted noexec?");
        }
        Files.move(half, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The file names are those of embedded-redis 1.4.4; the one called 6.2.6-v5 says 6.2.11 of itself. */
    static String resourceFor(String os, String architecture) {
        boolean arm = architecture.equals("aarch64") || architecture.equals("arm64");
        if (os.toLowerCase(Locale.ROOT).contains("mac")) {
            return arm ? "redis-server-6.2.6-v5-darwin-arm64" : "redis-server-6.2.6-v5-darwin-amd64";
        }
        return arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
    }
}

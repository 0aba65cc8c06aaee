package chat4all.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The root folder of the project, and in it the class paths of the servers as the build left them. */
public final class ProjectHome {

    /** Says where the root is when a process is started from elsewhere. */
    public static final String PROPERTY = "chat4all.home";

    private ProjectHome() {}

    /** The folder named by the system property, else the nearest one upward with {@code mvnw} in it. */
    public static Path find() {
        String told = System.getProperty(PROPERTY);
        if (told != null) {
            return Path.of(told);
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "The project root (the folder with mvnw) is neither " + start + " nor above it.");
    }

    /** The jars of {@code compose/servers/<module>}, in Maven's order. */
    static String classPath(String module) {
        Path target = find().resolve("compose/servers").resolve(module).resolve("target");
        Path list = target.resolve("classpath");
        if (!Files.exists(list)) {
            throw new IllegalStateException(
                    "The jars of " + module + " are missing. Build them: ./mvnw test -pl compose/servers/" + module);
        }
        try {
            return Stream.of(Files.readString(list).strip().split(File.pathSeparator))
                    .map(jar -> target.resolve(jar).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The folder or jar that the class was loaded from. */
    static Path codeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

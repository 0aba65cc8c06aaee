package chat4all.edge.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The page's files, read once at start. Their common {@link #version()} is a hash of names and contents: whatever is
 * served under it never changes, and a page never mixes files of two versions.
 */
final class Assets {
    private static final String ROOT = "/chat4all/edge/page";
    private static final String INDEX = "index.html";
    private static final int VERSION_LENGTH = 16;

    private final Map<String, byte[]> files;
    private final String version;

    private Assets(Map<String, byte[]> files) {
        this.files = files;
        this.version = versionOf(files);
    }

    static Assets load() {
        var index = Objects.requireNonNull(Assets.class.getResource(ROOT + "/" + INDEX));
        try {
            if (index.openConnection() instanceof JarURLConnection jar) {
                var archive = Path.of(jar.getJarFileURL().toURI());
                try (var inside = FileSystems.newFileSystem(archive)) {
                    return new Assets(read(inside.getPath(ROOT)));
                }
            }
            return new Assets(read(Objects.requireNonNull(Path.of(index.toURI()).getParent())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    String version() {
        return version;
    }

    /** The page itself, naming its files by their version. */
    byte[] index() {
        var text = new String(Objects.requireNonNull(files.get(INDEX)), UTF_8);
        return text.replace("{version}", version).getBytes(UTF_8);
    }

    byte @Nullable [] find(String path) {
        return files.get(path);
    }

    private static Map<String, byte[]> read(Path root) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var paths = Files.walk(root)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static String versionOf(Map<String, byte[]> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, bytes) -> {
                digest.update((name + '\n' + bytes.length + '\n').getBytes(UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

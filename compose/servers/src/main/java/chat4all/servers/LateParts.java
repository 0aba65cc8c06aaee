package chat4all.servers;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Parts that came after their upload had ended. S3Proxy takes them as long as their URL is valid and neither shows them
 * nor lets anybody delete them, so that is done before it starts. An upload that goes on has a stub beside its parts.
 */
final class LateParts {
    private static final String UPLOADS = ".mpus-";
    private static final Pattern PART = Pattern.compile("(.+)-\\d+");

    private LateParts() {}

    /** @param data the folder of the store, which does not run; a folder in it is a bucket */
    static void delete(Path data) throws IOException {
        try (DirectoryStream<Path> buckets = Files.newDirectoryStream(data, Files::isDirectory)) {
            for (Path bucket : buckets) {
                deleteIn(bucket);
            }
        }
    }

    /** The name of an upload has the slashes of its object's key. */
    private static void deleteIn(Path bucket) throws IOException {
        try (DirectoryStream<Path> uploads = Files.newDirectoryStream(bucket, UPLOADS + "*")) {
            for (Path upload : uploads) {
                for (Path path : deepestFirst(upload)) {
                    if (Files.isDirectory(path) ? isEmpty(path) : isLate(path)) {
                        Files.delete(path);
                    }
                }
            }
        }
    }

    private static List<Path> deepestFirst(Path upload) throws IOException {
        try (var paths = Files.walk(upload)) {
            return paths.sorted((one, other) -> other.compareTo(one)).toList();
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var content = Files.list(directory)) {
            return content.findAny().isEmpty();
        }
    }

    private static boolean isLate(Path file) {
        var name = PART.matcher(file.getFileName().toString());
        return name.matches() && Files.notExists(file.resolveSibling(name.group(1) + "-stub"));
    }
}

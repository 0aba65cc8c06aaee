package chat4all.edge.files;

import chat4all.runtime.config.Settings;
import java.util.Arrays;
import java.util.List;

/**
 * Which files are taken.
 *
 * @param maxBytes of one file
 * @param typesRefused media types, or beginnings of them that end in {@code /}, which the bytes may not be
 * @param maxUnfinishedUploads uploads in parts that a user may have begun and not completed
 */
public record FilesConfig(long maxBytes, List<String> typesRefused, int maxUnfinishedUploads) {
    private static final long TWO_GIB = 2L * 1024 * 1024 * 1024;
    /** As much as fits into the parts of one object. */
    private static final long GREATEST = 10_000L * 5 * 1024 * 1024;

    public static FilesConfig from(Settings settings) {
        return new FilesConfig(
                settings.whole("CHAT4ALL_FILES_MAX_BYTES", TWO_GIB, 1, GREATEST),
                Arrays.stream(settings.text("CHAT4ALL_FILES_TYPES_REFUSED", "").split(","))
                        .map(String::strip)
                        .filter(type -> !type.isEmpty())
                        .toList(),
                (int) settings.whole("CHAT4ALL_FILES_MAX_UNFINISHED_UPLOADS", 20, 1, 1_000));
    }

    public boolean takes(String mimetype) {
        return typesRefused.stream()
                .noneMatch(refused -> refused.endsWith("/") ? mimetype.startsWith(refused) : mimetype.equals(refused));
    }
}

package chat4all.runtime.files;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Ids and places of new files. Both are random: 128 bits, guessed by nobody. */
public final class FileIds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private FileIds() {}

    public static String fileId() {
        return "file_" + random();
    }

    /** Where a file's bytes go in the store; says nothing about the file. */
    public static String objectKey() {
        return "files/" + random();
    }

    private static String random() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

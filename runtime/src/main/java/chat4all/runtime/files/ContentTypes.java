package chat4all.runtime.files;

import java.util.Set;
import org.apache.tika.Tika;

/**
 * Tells what a file is from its first bytes; its name only refines that (a text named {@code .csv} is {@code text/csv},
 * a page named {@code .png} stays {@code text/html}). Signatures are Apache Tika's.
 */
public final class ContentTypes {
    /** Enough for every signature that Tika looks for. */
    public static final int HEAD_BYTES = 64 * 1024;

    private static final Tika TIKA = new Tika();
    /** Pictures that browsers show without running anything. */
    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private ContentTypes() {}

    /** @param head the first {@link #HEAD_BYTES} bytes, or all */
    public static String detect(byte[] head, String filename) {
        // Without parameters such as format=pe32: types are compared.
        return TIKA.detect(head, filename).split(";", 2)[0].strip();
    }

    /** Whether a browser may show it instead of saving it. */
    public static boolean isInline(String mimetype) {
        return IMAGES.contains(mimetype) || mimetype.startsWith("audio/") || mimetype.startsWith("video/");
    }

    public static boolean isImage(String mimetype) {
        return IMAGES.contains(mimetype);
    }
}

package chat4all.runtime.files;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Names of files as people give them, and as they may stand in a header. */
public final class Filenames {
    private static final int MAX_CHARACTERS = 200;
    private static final String UNNAMED = "file";
    /** Separators, and what is invisible or turns the direction of writing (Unicode categories Cc, Cf, Zl, Zp, Cs). */
    private static final Pattern UNWANTED = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

    private static final Pattern NOT_QUOTABLE = Pattern.compile("[^\\x20-\\x7e]|[\"\\\\%]");

    private Filenames() {}

    /**
     * The last part of a path, in NFC, without control characters, at most 200 characters long with its extension kept;
     * {@code file} when nothing is left.
     */
    public static String clean(String given) {
        var name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        var visible = UNWANTED.matcher(Normalizer.normalize(name, Normalizer.Form.NFC))
                .replaceAll("")
                .strip();
        if (visible.isEmpty() || visible.equals(".") || visible.equals("..")) {
            return UNNAMED;
        }
        return shortened(visible);
    }

    /** {@code Content-Disposition} with a plain name for old readers and the whole one by RFC 5987. */
    public static String disposition(String kind, String filename) {
        var plain = NOT_QUOTABLE.matcher(filename).replaceAll("_");
        return kind + "; filename=\"" + plain + "\"; filename*=UTF-8''" + percentEncoded(filename);
    }

    private static String shortened(String name) {
        if (name.codePointCount(0, name.length()) <= MAX_CHARACTERS) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        var extension = dot > 0 && name.length() - dot <= 16 ? name.substring(dot) : "";
        int kept = MAX_CHARACTERS - extension.codePointCount(0, extension.length());
        return name.substring(0, name.offsetByCodePoints(0, kept)) + extension;
    }

    /** All but the {@code attr-char} of RFC 5987, byte by byte. */
    private static String percentEncoded(String text) {
        var encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet > 0 && (Character.isLetterOrDigit(octet) || "!#$&+-.^_`|~".indexOf(octet) >= 0);
            if (plain) {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format("%%%02X", octet));
            }
        }
        return encoded.toString();
    }
}

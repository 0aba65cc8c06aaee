package chat4all.connectors.spi;

import java.util.Locale;

/** As what a platform shows a file. */
public enum MediaKind {
    IMAGE,
    AUDIO,
    VIDEO,
    DOCUMENT;

    /** What a file of this type is at heart. */
    public static MediaKind of(String mimetype) {
        for (MediaKind kind : values()) {
            if (mimetype.startsWith(kind.word() + "/")) {
                return kind;
            }
        }
        return DOCUMENT;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

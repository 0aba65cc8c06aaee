package chat4all.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of a message's file on its way to a contact on a platform. */
public enum SentAs {
    /** The platform has the file itself. */
    MEDIA,
    /** The platform does not take such a file: the contact has a link to it, which works for seven days. */
    LINK;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static SentAs of(String word) {
        for (SentAs sentAs : values()) {
            if (sentAs.word().equals(word)) {
                return sentAs;
            }
        }
        throw new IllegalArgumentException("unknown way of sending '" + word + "'");
    }
}

package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a message that a contact has.
 *
 * @param emoji of a reaction; null otherwise
 */
public record OutboundChange(Kind kind, @Nullable String emoji) {
    public OutboundChange {
        requireNonNull(kind, "kind");
    }

    /** The new text of an edited message is the outbound record's content. */
    public enum Kind {
        @JsonProperty("edit")
        EDIT,
        @JsonProperty("delete")
        DELETE,
        @JsonProperty("react")
        REACT,
        @JsonProperty("unreact")
        UNREACT
    }
}

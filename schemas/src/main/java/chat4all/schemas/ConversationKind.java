package chat4all.schemas;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A conversation of two, or of up to {@link Validation#MAX_MEMBERS} with admins. */
public enum ConversationKind {
    @JsonProperty("direct")
    DIRECT,
    @JsonProperty("group")
    GROUP
}

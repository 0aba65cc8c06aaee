package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** Why a message failed: a stable code (ours, or the platform's own) and words for a person. */
public record StatusError(String code, @Nullable String detail) {
    public StatusError {
        requireNonNull(code, "code");
    }
}

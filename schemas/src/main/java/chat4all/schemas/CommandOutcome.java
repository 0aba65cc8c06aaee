package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What the topology decided on a command: the answer of {@code GET /internal/conversations/{id}/commands/{command_id}}.
 *
 * @param fingerprint of the command that was decided under this id
 * @param seq of the event it became; null when refused
 * @param reason why it was refused; null otherwise
 */
public record CommandOutcome(
        String fingerprint, @Nullable Long seq, @Nullable RejectionCode reason) {
    public CommandOutcome {
        requireNonNull(fingerprint, "fingerprint");
    }
}

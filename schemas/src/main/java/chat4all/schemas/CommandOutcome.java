package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What the topology decided on a command: the answer of {@code GET /internal/conversations/{id}/commands/{command_id}}.
 *
 * <p>Of a command that was decided before lost state was built again nothing but the fingerprint is known.
 *
 * @param fingerprint of the command that was decided under this id
 * @param seq of the event it became
 * @param reason why it was refused
 */
public record CommandOutcome(
        String fingerprint, @Nullable Long seq, @Nullable RejectionCode reason) {
    public CommandOutcome {
        requireNonNull(fingerprint, "fingerprint");
    }
}

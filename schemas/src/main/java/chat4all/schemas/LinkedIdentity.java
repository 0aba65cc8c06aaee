package chat4all.schemas;

import static java.util.Objects.requireNonNull;

/**
 * A contact on a platform who is a user of this installation.
 *
 * @param contact {@code <channel>:<address>}
 */
public record LinkedIdentity(String userId, String contact) {
    public LinkedIdentity {
        requireNonNull(userId, "user_id");
        requireNonNull(contact, "contact");
    }
}

package chat4all.runtime.auth;

import java.time.Instant;

/** What became of a token. */
public sealed interface Verified {

    /** Signed by us, for us, and valid until {@code expiresAt}. */
    record Accepted(String userId, Instant expiresAt, String tokenId) implements Verified {}

    /** Genuine, but its time is over. */
    record Expired() implements Verified {}

    /** Not a token of ours; the reason is for logs and never holds a part of the token. */
    record Invalid(String reason) implements Verified {}

    /** The keys could not be had, so nothing is known of the token: an outage, not the caller's fault. */
    record Unavailable() implements Verified {}
}

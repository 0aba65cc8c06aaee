package chat4all.connectors.spi;

import chat4all.schemas.StatusError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one call to a platform. */
public sealed interface SendOutcome {

    /**
     * The platform has it.
     *
     * @param chat where {@code providerMessageId} is unique, null when it is so everywhere
     */
    record Accepted(String providerMessageId, @Nullable String chat) implements SendOutcome {}

    /** The platform certainly did not take it, and may later: spends the budget of retries. */
    record Retry(StatusError error) implements SendOutcome {}

    /**
     * Too fast: nothing was taken. Costs no retry.
     *
     * @param pause how long the platform asks to wait; null when it does not say
     */
    record Throttled(Scope scope, @Nullable Duration pause, StatusError error) implements SendOutcome {}

    /** Nothing goes through this account until somebody acts: token expired, account blocked. Costs no retry. */
    record AccountUnusable(StatusError error) implements SendOutcome {}

    /** The contact has not written lately: only a template would pass. */
    record WindowClosed(StatusError error) implements SendOutcome {}

    /** Never, as it stands. */
    record Failed(StatusError error) implements SendOutcome {}

    /** The chat has another id now; the same message may be sent there. */
    record Moved(String to) implements SendOutcome {}

    /** The call may have taken effect: it is not repeated. */
    record Unknown(StatusError error) implements SendOutcome {}

    /** What has to slow down. */
    enum Scope {
        ACCOUNT,
        CONTACT
    }
}

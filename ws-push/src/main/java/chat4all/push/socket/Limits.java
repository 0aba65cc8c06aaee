package chat4all.push.socket;

import java.time.Duration;

/**
 * What one socket or one user may take.
 *
 * @param queuedFrames how far a socket may fall behind before what waits for it is dropped, or a plain one closed
 * @param rememberedConversations for how many conversations a socket knows where it is; in others it gets what Redis
 *     brings
 * @param pingEvery how often a socket is pinged; one that was silent for three times as long is closed
 * @param connectedWithin how long {@code connected} may wait for the subscription
 */
public record Limits(
        int socketsPerUser,
        int queuedFrames,
        int rememberedConversations,
        int frameBytes,
        Duration pingEvery,
        Duration connectedWithin) {

    /** 25 s keeps a connection alive through the usual 30 to 60 s of proxies and address translation. */
    public static final Limits DEFAULTS =
            new Limits(50, 512, 10_000, 64 * 1_024, Duration.ofSeconds(25), Duration.ofSeconds(1));

    Duration silenceAllowed() {
        return pingEvery.multipliedBy(3);
    }
}

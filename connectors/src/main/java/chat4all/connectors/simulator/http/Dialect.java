package chat4all.connectors.simulator.http;

import org.jspecify.annotations.Nullable;

/** How one platform words its errors. */
public interface Dialect {
    Answer error(int code, @Nullable Integer subcode);

    /** A failure of the platform itself. */
    Answer http(int status);

    Answer retryAfter(int seconds);

    Answer tokenRevoked();

    Answer migrated();

    Answer mediaExpired();
}

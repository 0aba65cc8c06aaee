package chat4all.runtime.auth;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;

/**
 * Public keys from a JWKS document, fetched on first use and refreshed in the background. When the document cannot be
 * had, the keys last seen go on serving for a day.
 */
final class RemoteKeys {
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MAX_BYTES = 50 * 1024;
    private static final long TIME_TO_LIVE = Duration.ofMinutes(5).toMillis();
    private static final long WAIT_FOR_REFRESH = Duration.ofSeconds(5).toMillis();
    private static final long REFRESH_AHEAD = Duration.ofMinutes(1).toMillis();
    private static final long OUTAGE = Duration.ofHours(24).toMillis();
    /** A token with an unknown kid makes us fetch: at most so often, however many such tokens come. */
    private static final long MIN_FETCH_INTERVAL = 1_000;

    private RemoteKeys() {}

    static JWKSource<SecurityContext> at(URI jwks) {
        try {
            var retriever = new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES);
            return JWKSourceBuilder.<SecurityContext>create(jwks.toURL(), retriever)
                    .cache(TIME_TO_LIVE, WAIT_FOR_REFRESH)
                    .refreshAheadCache(REFRESH_AHEAD, true)
                    .rateLimited(MIN_FETCH_INTERVAL)
                    .retrying(true)
                    .outageTolerant(OUTAGE)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a URL of a JWKS document: " + jwks, e);
        }
    }
}

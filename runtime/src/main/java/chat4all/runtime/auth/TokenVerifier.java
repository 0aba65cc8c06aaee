package chat4all.runtime.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Verifies access tokens: ES256 only, {@code kid} named, and iss, aud, sub, iat, exp and jti as they must be (RFC 8725,
 * 3.1 to 3.9). An accepted answer is kept for at most two seconds and never outlives the token; others are never kept.
 */
public final class TokenVerifier implements AutoCloseable {
    /** Far above the ~400 characters of a genuine token; what is longer is not worth parsing. */
    private static final int MAX_TOKEN_LENGTH = 4096;

    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final int KEPT_TOKENS = 10_000;

    private final JWKSource<SecurityContext> keys;
    private final Clock clock;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Cache<String, Verified.Accepted> accepted;

    TokenVerifier(JWKSource<SecurityContext> keys, String issuer, String audience, Clock clock, Ticker ticker) {
        this.keys = keys;
        this.clock = clock;
        this.accepted = Caffeine.newBuilder()
                .maximumSize(KEPT_TOKENS)
                .expireAfterWrite(KEPT)
                .ticker(ticker)
                .build();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
        processor.setJWSVerifierFactory(new SignatureMemory());
        processor.setJWTClaimsSetVerifier(new Claims(issuer, audience, clock));
    }

    /** A verifier over keys at hand. */
    public static TokenVerifier of(JWKSource<SecurityContext> keys, String issuer, String audience) {
        return new TokenVerifier(keys, issuer, audience, Clock.systemUTC(), Ticker.systemTicker());
    }

    /** A verifier over keys published at a URI, which need not answer yet and may be away for a while. */
    public static TokenVerifier remote(URI jwks, String issuer, String audience) {
        return of(RemoteKeys.at(jwks), issuer, audience);
    }

    public Verified verify(String token) {
        var known = accepted.getIfPresent(token);
        if (known != null) {
            return clock.instant().isBefore(known.expiresAt()) ? known : new Verified.Expired();
        }
        var answer = check(token);
        if (answer instanceof Verified.Accepted fresh) {
            accepted.put(token, fresh);
        }
        return answer;
    }

    private Verified check(String token) {
        if (token.length() > MAX_TOKEN_LENGTH) {
            return new Verified.Invalid("too long");
        }
        try {
            var jwt = SignedJWT.parse(token);
            if (jwt.getHeader().getKeyID() == null) {
                return new Verified.Invalid("no kid");
            }
            return accept(processor.process(jwt, null));
        } catch (ParseException e) {
            return new Verified.Invalid("not a signed token");
        } catch (ExpiredJWTException e) {
            return new Verified.Expired();
        } catch (BadJOSEException e) {
            return new Verified.Invalid("refused: " + e.getClass().getSimpleName());
        } catch (KeySourceException e) {
            return new Verified.Unavailable();
        } catch (JOSEException e) {
            return new Verified.Invalid("cannot be verified");
        }
    }

    private Verified accept(JWTClaimsSet claims) {
        Instant expiresAt = claims.getExpirationTime().toInstant();
        // No leniency here: what expires now is expired, whatever the skew allowed elsewhere.
        if (!clock.instant().isBefore(expiresAt)) {
            return new Verified.Expired();
        }
        return new Verified.Accepted(claims.getSubject(), expiresAt, claims.getJWTID());
    }

    /** Stops refreshing keys. */
    @Override
    public void close() {
        if (keys instanceof Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

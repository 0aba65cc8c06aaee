package chat4all.push.socket;

import chat4all.runtime.auth.TokenVerifier;
import chat4all.runtime.auth.Verified;
import chat4all.runtime.http.ProblemException;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever brings a valid token: {@code ?token=}, {@code Authorization: Bearer}, or among the offered
 * subprotocols as {@code bearer.<token>}, which is the only header a browser lets a page set.
 */
final class Admission {
    static final String SUBPROTOCOLS = "Sec-WebSocket-Protocol";
    private static final String BEARER_SUBPROTOCOL = "bearer.";
    private static final String BEARER = "Bearer ";

    private final TokenVerifier tokens;

    Admission(TokenVerifier tokens) {
        this.tokens = tokens;
    }

    /** Whose socket this will be; throws the problem to answer with when it is nobody's. */
    Verified.Accepted admit(Context context) {
        var token = token(context)
                .orElseThrow(
                        () -> unauthenticated("unauthenticated", "A token is needed.", "Bearer realm=\"chat4all\""));
        var verified = tokens.verify(token);
        if (verified instanceof Verified.Accepted accepted) {
            return accepted;
        }
        if (verified instanceof Verified.Unavailable) {
            throw ProblemException.of(503, "unavailable", "Tokens cannot be verified at the moment.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        var challenge = "Bearer realm=\"chat4all\", error=\"invalid_token\"";
        throw verified instanceof Verified.Expired
                ? unauthenticated("token-expired", "The token has expired.", challenge)
                : unauthenticated("unauthenticated", "The token is not valid.", challenge);
    }

    /** The offered subprotocol that carries the token, as it was offered. */
    static Optional<String> bearerSubprotocol(@Nullable String offered) {
        return offered == null
                ? Optional.empty()
                : Arrays.stream(offered.split(","))
                        .map(String::strip)
                        .filter(protocol -> protocol.startsWith(BEARER_SUBPROTOCOL))
                        .findFirst();
    }

    private static Optional<String> token(Context context) {
        var query = context.queryParam("token");
        if (query != null && !query.isBlank()) {
            return Optional.of(query);
        }
        var authorization = context.header("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(authorization.substring(BEARER.length()).strip());
        }
        return bearerSubprotocol(context.header(SUBPROTOCOLS))
                .map(protocol -> protocol.substring(BEARER_SUBPROTOCOL.length()));
    }

    private static ProblemException unauthenticated(String code, String detail, String challenge) {
        return ProblemException.of(401, code, detail).header("WWW-Authenticate", challenge);
    }
}

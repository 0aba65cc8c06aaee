package chat4all.push.socket;

import chat4all.runtime.auth.TokenVerifier;
import chat4all.runtime.auth.Verified;
import chat4all.runtime.http.ProblemException;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

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

    /**
     * Who may connect, and by which token.
     *
     * @param subprotocol to select; a browser drops the connection unless it is one of those it offered
     */
    record Admitted(Verified.Accepted user, String token, Optional<String> subprotocol) {
        boolean speaksEvents() {
            return subprotocol.filter(EventDialogue.SUBPROTOCOL::equals).isPresent();
        }
    }

    /** Whose socket this will be; throws the problem to answer with when it is nobody's. */
    Admitted admit(Context context) {
        var token = token(context)
                .orElseThrow(
                        () -> unauthenticated("unauthenticated", "A token is needed.", "Bearer realm=\"chat4all\""));
        var verified = tokens.verify(token);
        if (verified instanceof Verified.Accepted accepted) {
            return new Admitted(accepted, token, selected(context));
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

    /** The one we speak, else the one that carries the token, which says truthfully that no other was understood. */
    private static Optional<String> selected(Context context) {
        return offered(context, EventDialogue.SUBPROTOCOL::equals)
                .or(() -> offered(context, protocol -> protocol.startsWith(BEARER_SUBPROTOCOL)));
    }

    private static Optional<String> offered(Context context, Predicate<String> wanted) {
        return Stream.ofNullable(context.header(SUBPROTOCOLS))
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .filter(wanted)
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
        return offered(context, protocol -> protocol.startsWith(BEARER_SUBPROTOCOL))
                .map(protocol -> protocol.substring(BEARER_SUBPROTOCOL.length()));
    }

    private static ProblemException unauthenticated(String code, String detail, String challenge) {
        return ProblemException.of(401, code, detail).header("WWW-Authenticate", challenge);
    }
}

package chat4all.edge.http;

import chat4all.runtime.auth.TokenVerifier;
import chat4all.runtime.auth.Verified;
import chat4all.runtime.http.ProblemException;
import io.javalin.http.Context;

/** Tells who calls, by the bearer token of the request (RFC 6750); without a valid one the request ends with 401. */
public final class Authentication {
    private static final String SCHEME = "Bearer ";
    private static final String CHALLENGE = "Bearer realm=\"chat4all\"";

    private final TokenVerifier verifier;

    public Authentication(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    /** The caller's user id. */
    public String caller(Context context) {
        var header = context.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refused("unauthenticated", "Send the header Authorization: Bearer <access token>.", "");
        }
        var answer = verifier.verify(header.substring(SCHEME.length()).strip());
        if (answer instanceof Verified.Accepted accepted) {
            return accepted.userId();
        }
        if (answer instanceof Verified.Expired) {
            throw refused("token-expired", "The access token has expired; get a new one.", ", error=\"invalid_token\"");
        }
        if (answer instanceof Verified.Unavailable) {
            throw Problems.unavailable("The access token cannot be checked now.");
        }
        throw refused("unauthenticated", "The access token is not valid.", ", error=\"invalid_token\"");
    }

    private static ProblemException refused(String code, String detail, String error) {
        return ProblemException.of(401, code, detail).header("WWW-Authenticate", CHALLENGE + error);
    }
}

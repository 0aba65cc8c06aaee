package chat4all.runtime.auth;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The claims that every token must carry: exact issuer, our audience, a subject, an id, issued not in the future. */
final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
    private static final int CLOCK_SKEW_SECONDS = 5;
    private static final Set<String> REQUIRED = Set.of("sub", "iat", "exp", "jti");

    private final Clock clock;

    Claims(String issuer, String audience, Clock clock) {
        super(audience, new JWTClaimsSet.Builder().issuer(issuer).build(), REQUIRED);
        this.clock = clock;
        setMaxClockSkew(CLOCK_SKEW_SECONDS);
    }

    @Override
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context) throws BadJWTException {
        super.verify(claims, context);
        if (claims.getSubject().isBlank() || claims.getJWTID().isBlank()) {
            throw new BadJWTException("blank claim");
        }
        var latest = clock.instant().plusSeconds(CLOCK_SKEW_SECONDS);
        if (claims.getIssueTime().toInstant().isAfter(latest)) {
            throw new BadJWTException("issued in the future");
        }
    }

    @Override
    protected Date currentTime() {
        return Date.from(clock.instant());
    }
}

package chat4all.edge.auth;

import chat4all.runtime.config.ConfigurationException;
import chat4all.runtime.config.Secret;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Signs access tokens (ES256) with the installation's key and publishes the public half of it. */
public final class TokenIssuer {
    private final ECKey key;
    private final JWSSigner signer;
    private final String issuer;
    private final String audience;
    private final Duration lifetime;

    /** Refuses, as a faulty configuration, anything but a private P-256 key with a kid. */
    public TokenIssuer(Secret signingKey, String issuer, String audience, Duration lifetime) {
        this.key = parsed(signingKey);
        this.issuer = issuer;
        this.audience = audience;
        this.lifetime = lifetime;
        try {
            this.signer = new ECDSASigner(key);
        } catch (JOSEException e) {
            throw faulty();
        }
    }

    public String issue(String userId) {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject(userId)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("a token could not be signed", e);
        }
        return token.serialize();
    }

    public Duration lifetime() {
        return lifetime;
    }

    /** The public keys, without anything private. */
    public JWKSet publicKeys() {
        return new JWKSet(key).toPublicJWKSet();
    }

    private static ECKey parsed(Secret signingKey) {
        try {
            var key = ECKey.parse(signingKey.value());
            if (key.isPrivate() && key.getKeyID() != null && key.getCurve().equals(Curve.P_256)) {
                return key;
            }
        } catch (ParseException e) {
            // Said below; the message could hold a part of the key.
        }
        throw faulty();
    }

    private static ConfigurationException faulty() {
        return new ConfigurationException(
                List.of("CHAT4ALL_TOKEN_SIGNING_KEY must be a private EC P-256 key as a JWK with kid"));
    }
}

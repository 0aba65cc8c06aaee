package chat4all.runtime.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final ECKey ours = key("k1");
    private final SetClock clock = new SetClock();
    private final AtomicLong ticks = new AtomicLong();
    private final TokenVerifier verifier = new TokenVerifier(
            new ImmutableJWKSet<>(new JWKSet(ours.toPublicJWK())), "chat4all", "chat4all", clock, ticks::get);

    @Test
    void acceptsATokenOfOurs() throws Exception {
        var answer = verifier.verify(signed(ours, claims().build()));

        assertThat(answer).isEqualTo(new Verified.Accepted("user_alice", NOW.plusSeconds(3_600), "t1"));
    }

    @Test
    void refusesAnExpiredTokenFromItsLastInstantOn() throws Exception {
        var expiring = signed(ours, claims().expirationTime(Date.from(NOW)).build());
        var longGone = signed(
                ours, claims().expirationTime(Date.from(NOW.minusSeconds(99))).build());

        assertThat(verifier.verify(expiring)).isEqualTo(new Verified.Expired());
        assertThat(verifier.verify(longGone)).isEqualTo(new Verified.Expired());
    }

    @Test
    void checksTheExpiryOfAnAnswerItRemembers() throws Exception {
        var token = signed(
                ours, claims().expirationTime(Date.from(NOW.plusSeconds(1))).build());
        assertThat(verifier.verify(token)).isInstanceOf(Verified.Accepted.class);

        clock.now = NOW.plusSeconds(1);

        assertThat(verifier.verify(token)).isEqualTo(new Verified.Expired());
    }

    @Test
    void refusesATokenTwoSecondsAfterItsKeyWasWithdrawn() throws Exception {
        var published = new AtomicReference<>(new JWKSet(ours.toPublicJWK()));
        JWKSource<SecurityContext> keys = (selector, context) -> selector.select(published.get());
        var withdrawing = new TokenVerifier(keys, "chat4all", "chat4all", clock, ticks::get);
        var token = signed(ours, claims().build());
        assertThat(withdrawing.verify(token)).isInstanceOf(Verified.Accepted.class);

        published.set(new JWKSet());
        ticks.addAndGet(Duration.ofSeconds(2).toNanos());

        assertThat(withdrawing.verify(token)).isInstanceOf(Verified.Invalid.class);
    }

    @Test
    void refusesASignatureOfAnotherKey() throws Exception {
        refused(signed(key("k1"), claims().build()));
        refused(signed(key("unknown"), claims().build()));
    }

    @Test
    void refusesAChangedPayloadEvenWhenItKnowsTheGenuineToken() throws Exception {
        var genuine = signed(ours, claims().build()).split("\\.");
        var forged = signed(key("k1"), claims().subject("user_mallory").build()).split("\\.");
        assertThat(verifier.verify(String.join(".", genuine))).isInstanceOf(Verified.Accepted.class);

        refused(genuine[0] + "." + forged[1] + "." + genuine[2]);
    }

    @Test
    void refusesATokenWithoutSignature() {
        refused(new PlainJWT(claims().build()).serialize());
        refused("eyJhbGciOiJub25lIiwia2lkIjoiazEifQ." + "e30.");
    }

    @Test
    void refusesThePublicKeyUsedAsASharedSecret() throws Exception {
        var secret = ours.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);

        refused(signed(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), new MACSigner(secret)));
    }

    @Test
    void refusesAnotherAlgorithmEvenWithAKnownKid() throws Exception {
        var rsa = new RSAKeyGenerator(2048).keyID("k1").generate();

        refused(signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), new RSASSASigner(rsa)));
    }

    @Test
    void refusesATokenThatNamesNoKey() throws Exception {
        refused(signed(new JWSHeader(JWSAlgorithm.ES256), new ECDSASigner(ours)));
    }

    @Test
    void refusesAKeyThatTheTokenBringsItself() throws Exception {
        var foreign = key("k2");
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID("k2")
                .jwk(foreign.toPublicJWK())
                .build();

        refused(signed(header, new ECDSASigner(foreign)));
    }

    @Test
    void refusesForeignMissingAndBlankClaims() throws Exception {
        refused(signed(ours, claims().issuer("elsewhere").build()));
        refused(signed(ours, claims().audience("elsewhere").build()));
        refused(signed(ours, claims().subject(null).build()));
        refused(signed(ours, claims().subject(" ").build()));
        refused(signed(ours, claims().jwtID(null).build()));
        refused(signed(ours, claims().issueTime(null).build()));
        refused(signed(ours, claims().expirationTime(null).build()));
    }

    @Test
    void toleratesFiveSecondsOfAnotherClockAndNoMore() throws Exception {
        var slightly = claims().issueTime(Date.from(NOW.plusSeconds(5))).build();
        var clearly = claims().issueTime(Date.from(NOW.plusSeconds(6))).build();

        assertThat(verifier.verify(signed(ours, slightly))).isInstanceOf(Verified.Accepted.class);
        refused(signed(ours, clearly));
    }

    @Test
    void refusesWhatIsNoToken() {
        refused("");
        refused("a.b.c");
        refused("x".repeat(100_000));
    }

    private void refused(String token) {
        assertThat(verifier.verify(token)).isInstanceOf(Verified.Invalid.class);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("chat4all")
                .audience("chat4all")
                .subject("user_alice")
                .jwtID("t1")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(3_600)));
    }

    private static String signed(ECKey key, JWTClaimsSet claims) throws JOSEException {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), new ECDSASigner(key), claims);
    }

    private static String signed(JWSHeader header, JWSSigner signer) throws JOSEException {
        return signed(header, signer, claims().build());
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        var jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static ECKey key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class SetClock extends Clock {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

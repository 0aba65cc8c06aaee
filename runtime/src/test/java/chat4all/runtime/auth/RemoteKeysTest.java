package chat4all.runtime.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.runtime.health.Health;
import chat4all.runtime.http.HttpOptions;
import chat4all.runtime.http.HttpServer;
import chat4all.runtime.metrics.Metrics;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoteKeysTest {
    private final Metrics metrics = Metrics.create("test");
    private final int port = freePort();
    private final TokenVerifier verifier =
            TokenVerifier.remote(URI.create("http://127.0.0.1:" + port + "/jwks"), "chat4all", "chat4all");

    @AfterEach
    void close() {
        verifier.close();
        metrics.close();
    }

    @Test
    void saysThatTheKeysAreAwayUntilTheyCanBeHad() throws Exception {
        var key = key("k1");
        assertThat(verifier.verify(token(key))).isEqualTo(new Verified.Unavailable());

        awaitAcceptedWhilePublishing(key, key);
    }

    @Test
    void goesOnVerifyingWhileThePublisherIsAway() throws Exception {
        var key = key("k1");
        awaitAcceptedWhilePublishing(key, key);

        assertThat(verifier.verify(token(key))).isInstanceOf(Verified.Accepted.class);
    }

    @Test
    void findsAKeyThatWasAddedSince() throws Exception {
        var first = key("k1");
        var second = key("k2");
        awaitAcceptedWhilePublishing(first, first);

        awaitAcceptedWhilePublishing(second, first, second);
    }

    private void awaitAcceptedWhilePublishing(ECKey awaited, ECKey... published) {
        var document = new JWKSet(List.of(published)).toString();
        var publisher = HttpServer.start(
                new HttpOptions("127.0.0.1", port, 6, 1_000),
                Health.of(),
                metrics,
                config -> config.routes.get("/jwks", context -> context.result(document)));
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> verifier.verify(token(awaited)) instanceof Verified.Accepted);
        } finally {
            publisher.close();
        }
    }

    /** Every token is another one, so none is answered from memory. */
    private static String token(ECKey key) throws JOSEException {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer("chat4all")
                .audience("chat4all")
                .subject("user_alice")
                .jwtID(Long.toString(System.nanoTime()))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .build();
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private static ECKey key(String kid) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

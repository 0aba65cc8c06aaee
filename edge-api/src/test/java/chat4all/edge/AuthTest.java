package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.edge.Api.Reply;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AuthTest {
    private final TestEdge edge = TestEdge.shared();
    private final Api api = edge.anonymous();

    @Test
    void registersAUserUnderAnIdMadeOfTheName() {
        register("joana", "segredo1").ok(201);

        var reply = register("user_rui", "segredo1").ok(201);

        assertThat(reply.body().path("user_id").asText()).isEqualTo("user_rui");
        assertThat(login("joana", "segredo1").body().path("user_id").asText()).isEqualTo("user_joana");
        assertThat(Instant.parse(reply.body().path("created_at").asText()))
                .isBetween(Instant.now().minusSeconds(20), Instant.now());
        assertThat(reply.body().has("email")).isFalse();
        assertThat(reply.body().toString()).doesNotContain("segredo").doesNotContain("argon");
    }

    @Test
    void givesANameOnceAndForAll() {
        register("ana", "segredo1").ok(201);

        register("ana", "segredo2").problem(409, "username-taken");
        register("user_ana", "segredo2").problem(409, "username-taken");
        login("ana", "segredo1").ok(200);
        login("user_ana", "segredo1").problem(401, "unauthenticated");
    }

    @Test
    void issuesATokenThatThePublishedKeyVerifies() throws Exception {
        register("tomas", "senha com ç e 🎉").ok(201);

        var reply = login("tomas", "senha com ç e 🎉").ok(200);

        assertThat(reply.body().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(reply.body().path("expires_in").asInt()).isEqualTo(3600);
        var token = SignedJWT.parse(reply.body().path("access_token").asText());
        var jwks = api.get("/.well-known/jwks.json").ok(200);
        assertThat(jwks.header("Cache-Control")).contains("max-age");
        var key = JWKSet.parse(jwks.body().toString())
                .getKeyByKeyId(token.getHeader().getKeyID())
                .toECKey();
        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("user_tomas");
        api.with(token.serialize()).get("/v1/messages/none").problem(404, "not-found");
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownUserAlike() {
        register("carla", "segredo1").ok(201);

        var wrong = login("carla", "segredo2").problem(401, "unauthenticated");
        var unknown = login("nobody", "segredo2").problem(401, "unauthenticated");

        assertThat(unknown.body().path("detail")).isEqualTo(wrong.body().path("detail"));
        assertThat(unknown.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void takesAsLongForAnUnknownUserAsForAWrongPassword() {
        register("marta", "segredo1").ok(201);
        login("marta", "wrong-1");
        login("nobody_1", "wrong-1");

        long wrong = Math.min(timed(() -> login("marta", "wrong-2")), timed(() -> login("marta", "wrong-3")));
        long unknown = Math.min(timed(() -> login("nobody_2", "wrong-2")), timed(() -> login("nobody_3", "wrong")));

        assertThat(unknown).isBetween(wrong / 4, wrong * 4);
        assertThat(unknown).isGreaterThan(Duration.ofMillis(5).toNanos());
    }

    @Test
    void boundsFailedAttemptsForNamesThatNobodyCanHaveAsForOne() {
        for (int i = 0; i < 10; i++) {
            login("no name " + i + "x".repeat(10_000), "wrong").problem(401, "unauthenticated");
        }

        login("another name", "wrong").problem(429, "rate-limited");
    }

    @Test
    void boundsFailedAttemptsForANameAndNotThoseOfOthers() {
        register("paulo", "segredo1").ok(201);
        register("pedro", "segredo1").ok(201);
        for (int i = 0; i < 10; i++) {
            login("paulo", "wrong-" + i).problem(401, "unauthenticated");
        }

        var refused = login("paulo", "segredo1").problem(429, "rate-limited");

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        for (int i = 0; i < 12; i++) {
            login("pedro", "segredo1").ok(200);
        }
    }

    @Test
    void tellsEveryFaultOfARegistrationAtOnce() {
        api.post("/auth/register", "{\"username\":\"a b\",\"password\":\"12345\",\"email\":\"x\"}")
                .problem(400, "validation")
                .about("/username")
                .about("/password")
                .about("/email");
        api.post("/auth/register", "{\"username\":7}")
                .problem(400, "validation")
                .about("/username")
                .about("/password");
        register("ok_name", "x".repeat(129)).problem(400, "validation").about("/password");
        register("x".repeat(51), "segredo1").problem(400, "validation").about("/username");
        api.post("/auth/token", "{}").problem(400, "validation");
    }

    private Reply register(String username, String password) {
        return api.post("/auth/register", Api.object("username", quoted(username), "password", quoted(password)));
    }

    private Reply login(String username, String password) {
        return api.post("/auth/token", Api.object("username", quoted(username), "password", quoted(password)));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static long timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }
}

package chat4all.push;

import chat4all.push.socket.Limits;
import chat4all.runtime.config.CassandraConfig;
import chat4all.runtime.config.Secret;
import chat4all.runtime.tracing.TracingConfig;
import chat4all.servers.LocalServers;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** A gateway on a free port, with the keys that sign its users' tokens. */
final class RunningGateway implements AutoCloseable {
    static final ECKey KEY = key();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("127.0.0.1", 1);

    final PushApp app;
    private final TokenKeys keys;

    /** One that cannot reach Cassandra nor the edge. */
    RunningGateway(URI redis, Limits limits) throws IOException {
        this(redis, NOWHERE, URI.create("http://127.0.0.1:1"), limits);
    }

    /** The same, whose spans are sent. */
    RunningGateway(URI redis, TracingConfig tracing) throws IOException {
        this(redis, NOWHERE, URI.create("http://127.0.0.1:1"), Limits.DEFAULTS, tracing);
    }

    RunningGateway(URI redis, InetSocketAddress cassandra, URI edge, Limits limits) throws IOException {
        this(redis, cassandra, edge, limits, TracingConfig.OFF);
    }

    RunningGateway(URI redis, InetSocketAddress cassandra, URI edge, Limits limits, TracingConfig tracing)
            throws IOException {
        keys = new TokenKeys(KEY);
        app = PushApp.start(new PushConfig(
                "127.0.0.1",
                0,
                new Secret(redis.toString()),
                new CassandraConfig(List.of(cassandra), LocalServers.CASSANDRA_DATACENTER, "chat4all", 1),
                edge,
                keys.uri(),
                "chat4all",
                "chat4all",
                limits,
                tracing));
    }

    URI uri(String pathAndQuery) {
        return URI.create("ws://127.0.0.1:" + app.port() + pathAndQuery);
    }

    /** A socket of this user that has been told {@code connected}. */
    Client connect(String userId) {
        var client = open("/?token=" + token(userId), new Client());
        client.next("connected");
        return client;
    }

    <C extends Client> C open(String pathAndQuery, C client) {
        HTTP.newWebSocketBuilder().buildAsync(uri(pathAndQuery), client).join();
        return client;
    }

    /** A socket of this user that speaks {@code chat4all.v1} and has been told {@code hello}. */
    EventClient connectEvents(String userId) {
        return openEvents(token(userId), new EventClient());
    }

    <C extends EventClient> C openEvents(String token, C client) {
        HTTP.newWebSocketBuilder()
                .subprotocols("chat4all.v1", "bearer." + token)
                .buildAsync(uri("/"), client)
                .join();
        return client;
    }

    static boolean isReady(PushApp app) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + "/health/ready"))
                .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    /** The sum of a metric over its labels. */
    double metric(String name) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + "/metrics"))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith(name + "{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String token(String userId) {
        return token(KEY, userId, Duration.ofMinutes(5));
    }

    static String token(ECKey key, String userId, Duration lifetime) {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer("chat4all")
                .audience("chat4all")
                .subject(userId)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .build();
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        app.close();
        keys.close();
    }
}

package chat4all.edge;

import chat4all.edge.async.RepeatedCheck;
import chat4all.edge.auth.AuthRoutes;
import chat4all.edge.auth.TokenIssuer;
import chat4all.edge.cassandra.CassandraLink;
import chat4all.edge.cassandra.ConversationTable;
import chat4all.edge.cassandra.EventTable;
import chat4all.edge.cassandra.FileTable;
import chat4all.edge.cassandra.IdentityTable;
import chat4all.edge.cassandra.MemberTable;
import chat4all.edge.cassandra.MessageTable;
import chat4all.edge.cassandra.UploadTable;
import chat4all.edge.cassandra.UserConversationTable;
import chat4all.edge.cassandra.UserTable;
import chat4all.edge.cassandra.WatermarkTable;
import chat4all.edge.changes.MessageChangeRoutes;
import chat4all.edge.commands.Decisions;
import chat4all.edge.commands.Stamps;
import chat4all.edge.conversations.ConversationRoutes;
import chat4all.edge.conversations.KnownUsers;
import chat4all.edge.conversations.Memberships;
import chat4all.edge.docs.DocsRoutes;
import chat4all.edge.files.FileAccess;
import chat4all.edge.files.FileRoutes;
import chat4all.edge.files.MessageFiles;
import chat4all.edge.history.ConversationSight;
import chat4all.edge.history.EventsRoute;
import chat4all.edge.history.HistoryRoute;
import chat4all.edge.history.MessageLookup;
import chat4all.edge.history.MessageRoute;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Cors;
import chat4all.edge.http.ProblemPages;
import chat4all.edge.identities.Identities;
import chat4all.edge.identities.IdentityRoutes;
import chat4all.edge.ids.KeyedHash;
import chat4all.edge.inbox.InboxRoute;
import chat4all.edge.kafka.TopicWriter;
import chat4all.edge.messages.RecentAccepts;
import chat4all.edge.messages.SendRoute;
import chat4all.edge.redis.IdempotencyCache;
import chat4all.edge.status.StatusRoutes;
import chat4all.edge.thumbnails.ThumbnailRoute;
import chat4all.edge.thumbnails.Thumbnailer;
import chat4all.edge.topology.TopologyClient;
import chat4all.edge.uploads.UploadRoutes;
import chat4all.edge.web.WebPage;
import chat4all.runtime.Resources;
import chat4all.runtime.Service;
import chat4all.runtime.auth.TokenVerifier;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.health.Health;
import chat4all.runtime.http.HttpOptions;
import chat4all.runtime.http.HttpServer;
import chat4all.runtime.kafka.ConsumerLag;
import chat4all.runtime.metrics.Metrics;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.util.List;

/**
 * The edge: the public HTTP API. Starts, and answers, while Kafka, Cassandra, Redis or the topology are away; it is
 * ready once all of them are there.
 */
public final class EdgeApp implements AutoCloseable {
    private static final int HTTP_THREADS = 64;
    /** A message of nothing but control characters is six times as long in JSON; with recipients that is ~90 KB. */
    private static final long MAX_BODY_BYTES = 128 * 1024;

    private final Resources parts;

    private final HttpServer server;

    private EdgeApp(EdgeConfig config, Resources parts) {
        this.parts = parts;
        var tokens = config.tokens();
        var issuer = new TokenIssuer(tokens.signingKey(), tokens.issuer(), tokens.audience(), tokens.lifetime());
        var verifier = parts.open(
                TokenVerifier.of(new ImmutableJWKSet<>(issuer.publicKeys()), tokens.issuer(), tokens.audience()));
        var authentication = new Authentication(verifier);
        var metrics = parts.open(Metrics.create("edge"));
        var answers = parts.open(new Answers(metrics.registry()));

        var cassandra = parts.open(new CassandraLink(config.cassandra()));
        var users = new UserTable(cassandra);
        var members = new MemberTable(cassandra);
        var events = new EventTable(cassandra);
        var messages = new MessageTable(cassandra);
        var store = parts.open(new ObjectStore(config.s3()));
        var idempotency = parts.open(new IdempotencyCache(config.redis()));
        var writer = parts.open(new TopicWriter(config.kafka().bootstrap(), metrics.registry()));
        parts.open(ConsumerLag.watch(config.kafka().bootstrap(), metrics.registry()));
        var topology = new TopologyClient(config.topology(), config.internalToken());
        var probe = parts.open(
                new RepeatedCheck("topology-probe", () -> topology.isReady().join()));

        var health = Health.of();
        health.register("cassandra", cassandra::isUp);
        health.register("kafka", writer::isUp);
        health.register("redis", idempotency::isUp);
        health.register("topology", probe::isUp);

        var conversations = new ConversationTable(cassandra);
        var watermarks = new WatermarkTable(cassandra);
        var hash = new KeyedHash(config.idSecret());
        var stamps = new Stamps(hash);
        var decisions = new Decisions(writer, topology);
        var known = new KnownUsers(users);
        var memberships = new Memberships(topology, members);
        var identities = new Identities(new IdentityTable(cassandra));
        var recent = new RecentAccepts(topology);
        var lookup = new MessageLookup(topology, messages, memberships, recent);
        var auth = parts.open(new AuthRoutes(users, issuer, answers));
        var fileTable = new FileTable(cassandra);
        var access = new FileAccess(fileTable, memberships);
        var uploadTable = new UploadTable(cassandra);
        var thumbnails = parts.open(new Thumbnailer(uploadTable, store, metrics.registry()));
        var files = new FileRoutes(
                new FileRoutes.Parts(authentication, fileTable, access, store, config.files(), thumbnails::offer),
                answers,
                metrics.registry());
        var uploads = parts.open(new UploadRoutes(
                authentication,
                new UploadRoutes.Parts(uploadTable, store, access, config.files()),
                thumbnails::offer,
                answers,
                metrics.registry()));
        var carried = new MessageFiles(fileTable, memberships);
        var send = new SendRoute(
                authentication,
                new SendRoute.Parts(memberships, known, identities, idempotency, writer, recent),
                carried,
                hash,
                answers,
                metrics.registry());
        var sight = new ConversationSight(memberships, members, recent);
        var history = new HistoryRoute(authentication, sight, events, carried, answers);
        var eventList = new EventsRoute(authentication, sight, events, carried, answers);
        var message = new MessageRoute(authentication, lookup, events, carried, answers);
        var changes = new MessageChangeRoutes(authentication, lookup, events, stamps, decisions, answers);
        var groups = new ConversationRoutes(
                authentication,
                memberships,
                known,
                new ConversationRoutes.Sources(topology, conversations, members, watermarks),
                new ConversationRoutes.Changing(hash, stamps, decisions),
                answers);
        var lists = new UserConversationTable(cassandra);
        var inbox = new InboxRoute(
                authentication,
                new InboxRoute.Tables(lists, conversations, members, watermarks, events, carried),
                answers);
        var tables = new StatusRoutes.Tables(events, messages, members, watermarks);
        var status = new StatusRoutes(authentication, memberships, lookup, recent, tables, writer, answers);

        var page = new WebPage(config.web(), config.s3().publicEndpoint());

        var options = new HttpOptions(config.bindHost(), config.port(), HTTP_THREADS, MAX_BODY_BYTES);
        server = parts.open(HttpServer.start(options, health, metrics, javalin -> {
            var routes = javalin.routes;
            routes.before(new Cors(config.corsOrigins()));
            routes.get("/problems/{code}", new ProblemPages());
            new DocsRoutes().register(routes);
            auth.register(routes);
            new IdentityRoutes(authentication, identities, answers).register(routes);
            routes.post("/v1/messages", send);
            routes.get("/v1/messages/{id}", message);
            changes.register(routes);
            routes.get("/v1/conversations", inbox);
            groups.register(routes);
            routes.get("/v1/conversations/{id}/messages", history);
            routes.get("/v1/conversations/{id}/events", eventList);
            status.register(routes);
            uploads.register(routes);
            routes.get("/v1/files/{id}/thumbnail", new ThumbnailRoute(authentication, access, thumbnails, answers));
            files.register(routes);
            page.register(routes);
        }));
        parts.open(status);
    }

    public static EdgeApp start(EdgeConfig config) {
        var parts = new Resources();
        try {
            return new EdgeApp(config, parts);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    public static void main(String[] args) {
        Service.run("edge", EdgeConfig::from, EdgeApp::start, args);
    }

    public int port() {
        return server.port();
    }

    /** Everything it answers: {@code GET /health}. */
    List<String> routes() {
        return server.routes();
    }

    @Override
    public void close() {
        parts.close();
    }
}

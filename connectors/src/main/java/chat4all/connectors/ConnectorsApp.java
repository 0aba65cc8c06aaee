package chat4all.connectors;

import chat4all.connectors.accounts.AccountNotice;
import chat4all.connectors.accounts.AccountsFile;
import chat4all.connectors.accounts.ChannelAccounts;
import chat4all.connectors.cassandra.AccountTable;
import chat4all.connectors.cassandra.ContactTable;
import chat4all.connectors.cassandra.FileTable;
import chat4all.connectors.cassandra.LateSession;
import chat4all.connectors.cassandra.PlatformIds;
import chat4all.connectors.cassandra.ReactionTable;
import chat4all.connectors.cassandra.StoredMessages;
import chat4all.connectors.cassandra.ThreadTable;
import chat4all.connectors.delivery.Deliveries;
import chat4all.connectors.delivery.FileShelf;
import chat4all.connectors.inbound.DispatchReader;
import chat4all.connectors.inbound.InboundRouter;
import chat4all.connectors.inbound.IncomingFiles;
import chat4all.connectors.inbound.WebhookReader;
import chat4all.connectors.instagram.InstagramConnector;
import chat4all.connectors.kafka.ConcurrentLoop;
import chat4all.connectors.kafka.ConsumerLoop;
import chat4all.connectors.kafka.Membership;
import chat4all.connectors.kafka.TopicWriter;
import chat4all.connectors.platform.PlatformClient;
import chat4all.connectors.spi.Connector;
import chat4all.connectors.telegram.TelegramConnector;
import chat4all.connectors.webhooks.WebhookRoutes;
import chat4all.connectors.whatsapp.WhatsAppConnector;
import chat4all.runtime.Resources;
import chat4all.runtime.Service;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.health.Health;
import chat4all.runtime.http.HttpOptions;
import chat4all.runtime.http.HttpServer;
import chat4all.runtime.metrics.Metrics;
import chat4all.runtime.tracing.Tracing;
import chat4all.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connectors: messages out to the platforms, webhooks in. Starts, and takes webhooks in, while Cassandra or a
 * platform is away; it is ready once Kafka has given it its share and Cassandra has answered.
 */
public final class ConnectorsApp implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConnectorsApp.class);
    private static final int HTTP_THREADS = 32;
    /** Meta's webhooks have at most 3 MB. */
    private static final long MAX_BODY_BYTES = 4 * 1024 * 1024;

    private static final Duration WEBHOOK_KEPT_WITHIN = Duration.ofMillis(1_500);
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(30);

    private final Resources parts;

    private final HttpServer server;

    private ConnectorsApp(ConnectorsConfig config, Resources parts) {
        this.parts = parts;
        ChannelAccounts accounts =
                config.accounts().map(AccountsFile::read).orElseGet(() -> new ChannelAccounts(List.of()));
        log.info("{} channel accounts", accounts.all().size());
        InstantSource clock = InstantSource.system();
        List<Connector> connectors = connectors(new PlatformClient(config.connectTimeout(), config.answerTimeout()));
        String bootstrap = config.kafka().bootstrap();
        var membership = new Membership(bootstrap, config.instance());

        var metrics = parts.open(Metrics.create("connectors"));
        var registry = metrics.registry();
        var tracing = parts.open(Tracing.open("connectors", config.tracing()));
        var session = parts.open(new LateSession(config.cassandra()));
        parts.open(new AccountNotice(accounts, connectors, new AccountTable(session)));
        var threads = new ThreadTable(session);
        var ids = new PlatformIds(session);
        var files = new FileTable(session);
        var store = parts.open(new ObjectStore(config.s3()));
        var writer = parts.open(new TopicWriter(bootstrap, "connectors", WRITTEN_WITHIN, registry, tracing));
        var webhookWriter = parts.open(new TopicWriter(bootstrap, "webhooks", WEBHOOK_KEPT_WITHIN, registry, tracing));

        var incoming =
                parts.open(new IncomingFiles(connectors, files, store, config.idSecret(), config.mediaPatience()));
        var router = new InboundRouter(
                new InboundRouter.Parts(
                        accounts,
                        threads,
                        new ContactTable(session),
                        ids,
                        new StoredMessages(session),
                        new ReactionTable(session),
                        incoming,
                        writer,
                        registry,
                        clock),
                config.idSecret());
        var reader = parts.open(new WebhookReader(connectors, router, tracing));
        parts.open(new ConcurrentLoop<>(membership, "connectors-webhooks", Topics.CHANNEL_WEBHOOKS, reader));
        parts.open(new ConsumerLoop<>(
                membership, "connectors-dispatches", Topics.CHANNEL_DISPATCHES, new DispatchReader(ids)));
        var deliveries = parts.open(Deliveries.start(
                membership,
                connectors,
                new Deliveries.Parts(
                        accounts, threads, ids, new FileShelf(files, store), writer, tracing, registry, clock),
                config.delivery()));

        var health = Health.of();
        health.register("cassandra", session::isUp);
        health.register("kafka", deliveries::isUp);
        var options = new HttpOptions(config.bindHost(), config.port(), HTTP_THREADS, MAX_BODY_BYTES);
        var hooks = new WebhookRoutes(accounts, webhookWriter, registry, clock);
        server = parts.open(HttpServer.start(
                options, health, metrics, tracing, javalin -> hooks.register(javalin.routes, connectors)));
    }

    /** Every channel there is; a new one is one more line. */
    static List<Connector> connectors(PlatformClient client) {
        return List.of(new WhatsAppConnector(client), new InstagramConnector(client), new TelegramConnector(client));
    }

    public static ConnectorsApp start(ConnectorsConfig config) {
        var parts = new Resources();
        try {
            return new ConnectorsApp(config, parts);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    public static void main(String[] args) {
        Service.run("connectors", ConnectorsConfig::from, ConnectorsApp::start, args);
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        parts.close();
    }
}

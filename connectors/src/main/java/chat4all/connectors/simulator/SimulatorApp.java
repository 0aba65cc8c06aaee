package chat4all.connectors.simulator;

import chat4all.connectors.simulator.control.Apps;
import chat4all.connectors.simulator.control.ControlRoutes;
import chat4all.connectors.simulator.control.WebhookRoutes;
import chat4all.connectors.simulator.faults.Faults;
import chat4all.connectors.simulator.graph.GraphRoutes;
import chat4all.connectors.simulator.http.Exchange;
import chat4all.connectors.simulator.instagram.Instagram;
import chat4all.connectors.simulator.instagram.InstagramPhone;
import chat4all.connectors.simulator.media.FileRoutes;
import chat4all.connectors.simulator.media.Files;
import chat4all.connectors.simulator.page.PageRoutes;
import chat4all.connectors.simulator.telegram.Telegram;
import chat4all.connectors.simulator.telegram.TelegramEnvelope;
import chat4all.connectors.simulator.telegram.TelegramPhone;
import chat4all.connectors.simulator.webhooks.Courier;
import chat4all.connectors.simulator.webhooks.Envelope;
import chat4all.connectors.simulator.webhooks.Handshake;
import chat4all.connectors.simulator.webhooks.MetaEnvelope;
import chat4all.connectors.simulator.webhooks.MetaEnvelope.Product;
import chat4all.connectors.simulator.webhooks.Outbox;
import chat4all.connectors.simulator.webhooks.WebhookLog;
import chat4all.connectors.simulator.whatsapp.WhatsApp;
import chat4all.connectors.simulator.whatsapp.WhatsAppAccount;
import chat4all.connectors.simulator.whatsapp.WhatsAppPhone;
import chat4all.connectors.simulator.world.Ids;
import chat4all.connectors.simulator.world.Links;
import chat4all.connectors.simulator.world.People;
import chat4all.connectors.simulator.world.Platform;
import chat4all.connectors.simulator.world.Rules;
import chat4all.connectors.simulator.world.Timeline;
import chat4all.connectors.simulator.world.World;
import chat4all.runtime.Service;
import chat4all.runtime.health.Health;
import chat4all.runtime.http.HttpOptions;
import chat4all.runtime.http.HttpServer;
import chat4all.runtime.metrics.Metrics;
import java.net.URI;
import java.util.List;

/** The three platforms in one process, for tests and demonstrations; keeps everything in memory and forgets it. */
public final class SimulatorApp implements AutoCloseable {
    private static final int HTTP_THREADS = 64;
    /** Uploads are streamed; this bounds JSON bodies. */
    private static final long MAX_BODY_BYTES = 160L << 20;

    private static final String DISPLAY_PHONE = "551140028922";

    private final Timeline timeline = new Timeline();
    private final Metrics metrics = Metrics.create("simulator");
    private final Ids ids = new Ids();
    private final Faults faults = new Faults(ids);
    private final WebhookLog log = new WebhookLog();
    private final Courier courier = new Courier(log);
    private final Files files = new Files(ids);
    private final HttpServer server;

    private SimulatorApp(SimulatorConfig config) {
        var accounts = config.accounts();
        var secrets = config.secrets();
        var world = new World(timeline, ids, new People(), new Rules(), new Links());
        var exchange = new Exchange(faults, metrics.registry());

        var whatsappOutbox = outbox(Platform.WHATSAPP, meta(config, Product.WHATSAPP, accounts.wabaId()));
        var account = new WhatsAppAccount(accounts.whatsappNumberId(), accounts.wabaId(), DISPLAY_PHONE);
        var whatsapp =
                new WhatsApp(account, world, files, new WhatsAppPhone(account, world, files, whatsappOutbox, faults));

        var instagramOutbox = outbox(Platform.INSTAGRAM, meta(config, Product.INSTAGRAM, accounts.instagramId()));
        var instagram = new Instagram(
                accounts.instagramId(),
                world,
                files,
                new InstagramPhone(accounts.instagramId(), world, files, instagramOutbox));

        var envelope = new TelegramEnvelope(new TelegramEnvelope.Registration(
                hook(config, "telegram"), secrets.telegramSecret().value()));
        var telegramOutbox = outbox(Platform.TELEGRAM, envelope);
        long botId = Long.parseLong(secrets.botToken().value().split(":", 2)[0]);
        var telegramPhone = new TelegramPhone(botId, world, files, envelope, telegramOutbox);
        var telegram = new Telegram(secrets.botToken(), world, files, telegramPhone, envelope, log, exchange);

        var graph = new GraphRoutes(List.of(whatsapp, instagram), secrets.accessToken(), exchange);
        var outboxes = new Apps.Outboxes(whatsappOutbox, instagramOutbox, telegramOutbox);
        var apps = new Apps(whatsapp.phone(), instagram.phone(), telegramPhone, outboxes);
        var hooks =
                new WebhookRoutes(log, courier, List.of(handshake(config, "whatsapp"), handshake(config, "instagram")));
        var control = new ControlRoutes(world, apps, faults, files, hooks);

        var options = new HttpOptions(config.bindHost(), config.port(), HTTP_THREADS, MAX_BODY_BYTES);
        server = HttpServer.start(options, Health.of(), metrics, javalin -> {
            graph.register(javalin.routes);
            telegram.register(javalin.routes);
            new FileRoutes(files, secrets.accessToken(), secrets.botToken()).register(javalin.routes);
            control.register(javalin.routes, metrics);
            PageRoutes.register(javalin.routes);
        });
        world.links().base(config.url().map(URI::toString).orElse("http://127.0.0.1:" + server.port()));
    }

    public static SimulatorApp start(SimulatorConfig config) {
        return new SimulatorApp(config);
    }

    public static void main(String[] args) {
        Service.run("simulator", SimulatorConfig::from, SimulatorApp::start, args);
    }

    public int port() {
        return server.port();
    }

    private Outbox outbox(Platform platform, Envelope envelope) {
        return new Outbox(platform, envelope, courier, faults, timeline, ids);
    }

    private MetaEnvelope meta(SimulatorConfig config, Product product, String entryId) {
        var name = product == Product.WHATSAPP ? "whatsapp" : "instagram";
        return new MetaEnvelope(product, entryId, config.secrets().appSecret(), hook(config, name), timeline);
    }

    private static Handshake handshake(SimulatorConfig config, String platform) {
        return new Handshake(hook(config, platform), config.secrets().verifyToken());
    }

    private static URI hook(SimulatorConfig config, String platform) {
        var base = config.webhooks().toString().replaceFirst("/$", "");
        return URI.create(base + "/hooks/" + platform);
    }

    @Override
    public void close() {
        server.close();
        timeline.close();
        files.close();
        metrics.close();
    }
}

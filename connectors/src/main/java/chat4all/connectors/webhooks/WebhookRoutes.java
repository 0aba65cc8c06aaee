package chat4all.connectors.webhooks;

import chat4all.connectors.accounts.ChannelAccounts;
import chat4all.connectors.kafka.TopicWriter;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Connector;
import chat4all.connectors.spi.WebhookRequest;
import chat4all.runtime.http.ProblemException;
import chat4all.runtime.http.Trace;
import chat4all.schemas.ChannelWebhook;
import chat4all.schemas.Topics;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code /hooks/<channel>} of every connector. A webhook is answered 200 once its bytes are in {@code channel-webhooks},
 * 403 and nothing is kept when nobody vouches for it, 503 when Kafka cannot take it: the platform then repeats it.
 * Nothing is understood here, so the answer does not wait for anything else.
 */
public final class WebhookRoutes {
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    private final ChannelAccounts accounts;
    private final TopicWriter writer;
    private final MeterRegistry metrics;
    private final InstantSource clock;

    public WebhookRoutes(ChannelAccounts accounts, TopicWriter writer, MeterRegistry metrics, InstantSource clock) {
        this.accounts = accounts;
        this.writer = writer;
        this.metrics = metrics;
        this.clock = clock;
    }

    public void register(RoutesConfig routes, List<Connector> connectors) {
        for (Connector connector : connectors) {
            String path = "/hooks/" + connector.channel().prefix();
            routes.get(path, context -> shakeHands(context, connector));
            routes.post(path, context -> take(context, connector));
        }
    }

    private void shakeHands(Context context, Connector connector) {
        String answer = connector
                .handshake(accounts.of(connector.channel()), request(context, new byte[0]))
                .orElseThrow(() -> forged(connector, "This is not a handshake we have agreed upon."));
        context.contentType("text/plain").result(answer);
    }

    private void take(Context context, Connector connector) {
        byte[] body = context.bodyAsBytes();
        ChannelAccount account = connector
                .authenticate(accounts.of(connector.channel()), request(context, body))
                .orElseThrow(() -> forged(connector, "The webhook is not signed by the platform."));
        var webhook = new ChannelWebhook(
                connector.channel(), account.id(), clock.instant(), new String(body, StandardCharsets.UTF_8));
        context.future(() -> writer.append(
                        Topics.CHANNEL_WEBHOOKS,
                        account.id(),
                        webhook,
                        Trace.parent(context).orElse(null))
                .handle((appended, failure) -> {
                    if (failure != null) {
                        throw ProblemException.of(503, "unavailable", "The webhook cannot be kept at present.")
                                .retryAfter(TRY_AGAIN);
                    }
                    count(connector, "taken");
                    context.status(200);
                    return null;
                }));
    }

    private ProblemException forged(Connector connector, String detail) {
        count(connector, "refused");
        return ProblemException.of(403, "forbidden", detail);
    }

    private void count(Connector connector, String outcome) {
        metrics.counter("chat4all.webhooks", "channel", connector.channel().prefix(), "outcome", outcome)
                .increment();
    }

    private static WebhookRequest request(Context context, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        context.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        Map<String, String> query = new LinkedHashMap<>();
        context.queryParamMap()
                .forEach((name, values) -> values.stream().findFirst().ifPresent(v -> query.put(name, v)));
        return new WebhookRequest(headers, query, ByteBuffer.wrap(body).asReadOnlyBuffer());
    }
}

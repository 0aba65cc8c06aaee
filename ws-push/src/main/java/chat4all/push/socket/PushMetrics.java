package chat4all.push.socket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the gateway measures. */
final class PushMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(15),
        Duration.ofMillis(25),
        Duration.ofMillis(60),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    final Counter framesSent;
    final Counter repeated;
    final Counter unreadable;
    final Counter gaps;
    final Counter refused;
    private final Timer delay;
    private final Map<CloseCode, Counter> closed = new EnumMap<>(CloseCode.class);

    PushMetrics(MeterRegistry registry, Collection<?> sockets, Map<?, ?> users) {
        registry.gauge("push.sockets", sockets, Collection::size);
        registry.gaugeMapSize("push.users", io.micrometer.core.instrument.Tags.empty(), users);
        framesSent = Counter.builder("push.frames.sent").register(registry);
        repeated = Counter.builder("push.frames.repeated")
                .description("messages not sent because the socket already had them")
                .register(registry);
        unreadable = Counter.builder("push.notifications.unreadable").register(registry);
        gaps = Counter.builder("push.gaps")
                .description("holes that were left because the history could not fill them in time")
                .register(registry);
        refused = Counter.builder("push.frames.refused")
                .description("events for which a slow reader had no room; they are read once there is")
                .register(registry);
        delay = Timer.builder("push.delay")
                .description("from the time of a message to its frame having left")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        for (var code : CloseCode.values()) {
            closed.put(
                    code,
                    Counter.builder("push.sockets.closed")
                            .description("sockets ended by the gateway; 4002 is an overflow")
                            .tag("code", Integer.toString(code.number()))
                            .register(registry));
        }
    }

    void closed(CloseCode code) {
        var counter = closed.get(code);
        if (counter != null) {
            counter.increment();
        }
    }

    void sent(long since) {
        framesSent.increment();
        if (since > 0) {
            // Two clocks: a message cannot have arrived before it was accepted.
            delay.record(Math.max(0, System.currentTimeMillis() - since), TimeUnit.MILLISECONDS);
        }
    }
}

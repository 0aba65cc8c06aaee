package chat4all.runtime.http;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts and times requests by route template, method and status, so that no caller can make new label values. */
final class HttpMetrics {
    static final String UNMATCHED = "unmatched";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final Map<Labels, Meters> meters = new ConcurrentHashMap<>();

    HttpMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void record(Context context, float millis) {
        var method = context.method().name();
        var labels = new Labels(routeOf(context), METHODS.contains(method) ? method : "other", context.statusCode());
        var found = meters.computeIfAbsent(labels, this::register);
        found.count.increment();
        found.time.record((long) (millis * 1_000_000), TimeUnit.NANOSECONDS);
    }

    private static String routeOf(Context context) {
        var endpoint = context.endpoints().matchedHttpEndpoint();
        return endpoint == null ? UNMATCHED : endpoint.path;
    }

    private Meters register(Labels labels) {
        var tags =
                new String[] {"route", labels.route, "method", labels.method, "status", Integer.toString(labels.status)
                };
        return new Meters(
                Counter.builder("http.requests").tags(tags).register(registry),
                Timer.builder("http.request.duration")
                        .tags(tags)
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry));
    }

    private record Labels(String route, String method, int status) {}

    private record Meters(Counter count, Timer time) {}
}

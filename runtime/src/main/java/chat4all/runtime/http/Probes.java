package chat4all.runtime.http;

import chat4all.runtime.health.Health;
import chat4all.runtime.metrics.Metrics;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** The addresses that operators and orchestrators ask: health, liveness, readiness, metrics. */
final class Probes {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private Probes() {}

    static void register(RoutesConfig routes, Health health, Metrics metrics) {
        routes.get("/health", Probes::alive);
        routes.get("/health/live", Probes::alive);
        routes.get("/health/ready", context -> ready(context, health));
        routes.get("/metrics", context -> scrape(context, metrics));
        routes.get("/actuator/health", Probes::alive);
        routes.get("/actuator/prometheus", context -> scrape(context, metrics));
    }

    static boolean isProbe(String path) {
        return path.startsWith("/health") || path.equals("/metrics") || path.startsWith("/actuator/");
    }

    private static void alive(Context context) {
        context.json(Map.of("status", "UP"));
    }

    private static void ready(Context context, Health health) {
        var components = new LinkedHashMap<String, String>();
        health.components().forEach((name, up) -> components.put(name, up ? "UP" : "DOWN"));
        boolean ready = !components.containsValue("DOWN");
        context.status(ready ? 200 : 503);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("status", ready ? "UP" : "DOWN");
        answer.put("components", components);
        context.json(answer);
    }

    private static void scrape(Context context, Metrics metrics) {
        context.contentType(PROMETHEUS_TEXT).result(metrics.scrape());
    }
}

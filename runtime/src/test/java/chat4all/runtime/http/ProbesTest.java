package chat4all.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbesTest {
    private final ServedRoutes served = new ServedRoutes(
            config -> config.routes.get("/letters/{id}", context -> context.result(context.pathParam("id"))));

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void isReadyWhenEveryComponentIs() throws Exception {
        var before = served.get("/health/ready");
        served.health.register("kafka", () -> true);
        var after = served.get("/health/ready");

        assertThat(before.statusCode()).isEqualTo(503);
        assertThat(before.body()).isEqualTo("{\"status\":\"DOWN\",\"components\":{\"kafka\":\"DOWN\"}}");
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.body()).isEqualTo("{\"status\":\"UP\",\"components\":{\"kafka\":\"UP\"}}");
    }

    @Test
    void isAliveWhetherReadyOrNot() throws Exception {
        for (var path : List.of("/health", "/health/live", "/actuator/health")) {
            assertThat(served.get(path).body()).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void countsAndTimesRequestsByTemplateOnly() throws Exception {
        served.get("/letters/1");
        served.get("/letters/2");
        served.get("/unknown/1");
        served.send(served.request("/letters/3").method("INVENTED", BodyPublishers.noBody()));

        for (var path : List.of("/metrics", "/actuator/prometheus")) {
            assertThat(served.get(path).body())
                    .contains(
                            "http_requests_total{application=\"test\",method=\"GET\",route=\"/letters/{id}\",status=\"200\"} 2")
                    .contains(
                            "http_request_duration_seconds_bucket{application=\"test\",method=\"GET\",route=\"/letters/{id}\",status=\"200\",le=\"+Inf\"} 2")
                    .contains("method=\"GET\",route=\"unmatched\",status=\"404\"} 1")
                    .contains("method=\"other\",route=\"unmatched\"")
                    .doesNotContain("/unknown")
                    .contains("jvm_memory_used_bytes");
        }
    }
}

package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators look at shows what happens: every query of every panel, and every rule, on a stack that is used. */
@Tag("long")
@Order(2)
@ExtendWith(OnTheStack.class)
class DashboardsTest {
    private static final Path DASHBOARDS = Command.HOME.resolve("compose/grafana/dashboards");
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /** Panels of what does not happen when all is well; every other one must show something above zero. */
    private static final Set<String> MAY_BE_ZERO = Set.of(
            "Unaccounted in the last hour",
            "Server errors",
            "Dead letters in an hour",
            "Consumer lag",
            "Lag by topic",
            "Garbage collection",
            "Refused by the core",
            "Answers given up",
            "Sockets closed by us",
            "Restoring",
            "In flight",
            "Retries",
            "Breakers open",
            "Unknown outcomes in an hour",
            "Waiting to go out",
            "Webhooks waiting",
            "Ignored");

    /** A name of a metric or of something recorded, as against a function, a label or a keyword. */
    private static final Pattern METRIC = Pattern.compile(
            "(?<![\\w:\"])(?:chat4all:[\\w:]+|[a-z][a-z0-9]*(?:_[a-z0-9]+)+|up)(?=[{\\[\\s)]|$)(?!\\s*\\()");

    private static final Set<String> NO_METRICS = Set.of("application_id");

    private final Stack stack;

    DashboardsTest(Stack stack) {
        this.stack = stack;
    }

    private record Panel(String dashboard, String title, List<String> queries) {}

    @Test
    void everyPanelAndEveryRuleHasItsDataWhileTheStackIsUsed() throws IOException {
        List<Panel> panels = panels();
        assertThat(panels)
                .extracting(Panel::dashboard)
                .contains("System overview", "API", "Topology and sinks", "Connectors");

        try (Prometheus prometheus = Prometheus.start(OnTheStack.directory(), stack.metrics());
                LightTraffic traffic = LightTraffic.start(stack)) {
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(5)).untilAsserted(() -> {
                assertThat(traffic.isGoingOn()).isTrue();
                assertThat(panels)
                        .flatMap(panel -> complaints(panel, prometheus))
                        .isEmpty();
                assertThat(prometheus.rules())
                        .flatMap(rule -> complaints(rule, prometheus))
                        .isEmpty();
            });
        }
    }

    @Test
    void everyPanelSaysWhatItShowsInWhichUnitAndWhatIsTooMuch() throws IOException {
        for (JsonNode dashboard : dashboards()) {
            assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(DashboardsTest::isExplained);
        }
    }

    private static void isExplained(JsonNode panel) {
        assertThat(panel.path("description").asText())
                .as(panel.path("title").asText())
                .isNotEmpty();
        assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                .as(panel.path("title").asText())
                .isNotEmpty();
        assertThat(panel.at("/fieldConfig/defaults/thresholds/steps"))
                .as(panel.path("title").asText())
                .isNotEmpty();
    }

    private static List<String> complaints(Panel panel, Prometheus prometheus) {
        List<String> complaints = new ArrayList<>();
        boolean above = false;
        for (String query : panel.queries()) {
            List<Double> values = prometheus.query(query.replace("$__rate_interval", "1m"));
            if (values.isEmpty() || values.stream().allMatch(value -> value.isNaN())) {
                complaints.add("%s, %s: nothing for %s".formatted(panel.dashboard(), panel.title(), query));
            }
            above |= values.stream().anyMatch(value -> value > 0);
        }
        if (!above && !MAY_BE_ZERO.contains(panel.title())) {
            complaints.add("%s, %s: only zero".formatted(panel.dashboard(), panel.title()));
        }
        return complaints;
    }

    /** An alert has no value while all is well; what it looks at must be there. */
    private static List<String> complaints(JsonNode rule, Prometheus prometheus) {
        String name = rule.path("name").asText();
        if (!rule.path("health").asText().equals("ok")) {
            return List.of(name + ": " + rule.path("lastError").asText());
        }
        Stream<String> looksAt = rule.path("type").asText().equals("recording")
                ? Stream.of(name)
                : METRIC.matcher(rule.path("query").asText()).results().map(MatchResult::group);
        return looksAt.filter(metric -> !NO_METRICS.contains(metric))
                .filter(metric -> prometheus.query(metric).isEmpty())
                .map(metric -> name + ": there is no " + metric)
                .toList();
    }

    private static List<Panel> panels() throws IOException {
        List<Panel> panels = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode panel : dashboard.path("panels")) {
                List<String> queries = new ArrayList<>();
                panel.path("targets")
                        .forEach(target -> queries.add(target.path("expr").asText()));
                panels.add(new Panel(
                        dashboard.path("title").asText(), panel.path("title").asText(), queries));
            }
        }
        return panels;
    }

    private static List<JsonNode> dashboards() throws IOException {
        List<JsonNode> dashboards = new ArrayList<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.sorted().toList()) {
                dashboards.add(Api.JSON.readTree(file.toFile()));
            }
        }
        return dashboards;
    }
}

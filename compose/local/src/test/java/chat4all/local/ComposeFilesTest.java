package chat4all.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import chat4all.connectors.ConnectorsConfig;
import chat4all.connectors.simulator.SimulatorConfig;
import chat4all.edge.EdgeConfig;
import chat4all.push.PushConfig;
import chat4all.runtime.config.Settings;
import chat4all.runtime.init.InitConfig;
import chat4all.sinks.SinksConfig;
import chat4all.topology.TopologyConfig;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Docker is not needed to know that its files are right: the services' own configuration is asked. */
class ComposeFilesTest {
    private static final String BASE = "docker-compose.yml";
    private static final String SIMULATOR = "docker-compose.simulator.yml";
    private static final String SCALE = "docker-compose.scale.yml";
    private static final String CLUSTER = "docker-compose.cluster.yml";
    private static final String TRACING = "docker-compose.tracing.yml";
    private static final String PRODUCTION = "docker-compose.production.yml";

    private static final Map<String, Function<Settings, ?>> CONFIGURATIONS = Map.of(
            "init", InitConfig::from,
            "topology", TopologyConfig::from,
            "sinks", SinksConfig::from,
            "edge", EdgeConfig::from,
            "push", PushConfig::from,
            "connectors", ConnectorsConfig::from,
            "simulator", SimulatorConfig::from);

    @ParameterizedTest
    @ValueSource(strings = {BASE, SIMULATOR, SCALE, CLUSTER, TRACING, PRODUCTION})
    void isWhatTheComposeSpecificationAllows(String name) throws IOException {
        JsonNode specification =
                new ObjectMapper().readTree(ComposeFilesTest.class.getResourceAsStream("compose-spec.json"));
        // Its own name is no address, which the validator asks for.
        ((ObjectNode) specification).remove(List.of("$id", "$schema"));
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(specification);

        assertThat(schema.validate(ComposeFile.read(name).content())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BASE,
                SIMULATOR,
                BASE + "," + SIMULATOR + "," + SCALE,
                BASE + "," + CLUSTER,
                BASE + "," + PRODUCTION
            })
    void everyServiceGetsWhatItRequiresAndNothingItDoesNotKnow(String names) {
        List<ComposeFile> files =
                List.of(names.split(",")).stream().map(ComposeFile::read).toList();
        for (Map.Entry<String, JsonNode> service : ours(files).entrySet()) {
            Map<String, String> environment = new LinkedHashMap<>();
            files.forEach(file -> environment.putAll(file.environment(service.getKey())));
            Settings settings = Settings.of(environment);

            var unused =
                    Objects.requireNonNull(CONFIGURATIONS.get(service.getKey())).apply(settings);

            assertThatCode(settings::finish)
                    .as(service.getKey() + " of " + names)
                    .doesNotThrowAnyException();
            if (files.get(0).name().equals(BASE)) {
                // In a container nothing that a service needs is on its own loopback interface, as the defaults have
                // it.
                assertThat(environment)
                        .as(service.getKey() + " of " + names)
                        .containsKeys(settings.names().stream()
                                .filter(name -> name.matches(".*_(URL|URI|BOOTSTRAP|CONTACT_POINTS|ENDPOINT)"))
                                // A link for people, where there is a simulator.
                                .filter(name -> !name.equals("CHAT4ALL_WEB_SIMULATOR_URL"))
                                .toArray(String[]::new));
            }
        }
    }

    @Test
    void everyOneOfOurServicesIsThere() {
        assertThat(ours(List.of(ComposeFile.read(BASE), ComposeFile.read(SIMULATOR))))
                .containsOnlyKeys(CONFIGURATIONS.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, SIMULATOR, CLUSTER, TRACING})
    void everyImageHasOneVersion(String name) {
        ComposeFile.read(name).services().values().stream()
                .filter(service -> service.has("image"))
                .forEach(service -> assertThat(service.path("image").asText()).matches("[a-z0-9/.-]+:v?\\d+\\.\\d+.*"));
    }

    @Test
    void everyServiceIsLimitedAskedForItsHealthAndGivenTimeToEnd() {
        ComposeFile.read(BASE).services().forEach((name, service) -> {
            assertThat(service.at("/deploy/resources/limits/memory").asText())
                    .as(name)
                    .isNotEmpty();
            assertThat(service.at("/deploy/resources/limits/cpus").asText())
                    .as(name)
                    .isNotEmpty();
            assertThat(service.path("stop_grace_period").asText()).as(name).isNotEmpty();
            boolean asked =
                    service.has("healthcheck") || service.path("environment").has("HEALTH_PORT");
            assertThat(asked).as(name).isTrue();
        });
    }

    @Test
    void onlyTheWayInAndTheOperatorsPagesHavePortsOnTheHost() {
        Map<String, TreeSet<String>> ports = new LinkedHashMap<>();
        List.of(ComposeFile.read(BASE), ComposeFile.read(SIMULATOR))
                .forEach(file -> file.services().forEach((name, service) -> service.path("ports")
                        .forEach(port -> ports.computeIfAbsent(name, key -> new TreeSet<>())
                                .add(port.asText()))));

        assertThat(ports.keySet())
                .containsExactlyInAnyOrder("haproxy", "prometheus", "alertmanager", "grafana", "simulator");
        assertThat(ports.get("haproxy"))
                .containsExactly(
                        "127.0.0.1:8082:8082", "127.0.0.1:8084:8084", "127.0.0.1:8085:8085", "127.0.0.1:9000:9000");
        assertThat(ports.values()).allSatisfy(each -> assertThat(each).allMatch(port -> port.startsWith("127.0.0.1:")));
    }

    @Test
    void noSecretHasADefault() {
        for (String name : List.of(BASE, SCALE, CLUSTER, PRODUCTION)) {
            ComposeFile.read(name).services().forEach((service, content) -> content.path("environment")
                    .properties()
                    .forEach(variable -> {
                        if (variable.getKey().matches(".*(SECRET|TOKEN|PASSWORD|SIGNING_KEY|ACCESS_KEY)(_KEY|_ID)?")) {
                            assertThat(variable.getValue().asText())
                                    .as(service + " " + variable.getKey())
                                    .matches("\\$\\{[A-Z_0-9]+:\\?.+}");
                        }
                    }));
        }
    }

    private static Map<String, JsonNode> ours(List<ComposeFile> files) {
        Map<String, JsonNode> ours = new LinkedHashMap<>();
        files.forEach(file -> file.services().forEach((name, service) -> {
            if (ComposeFile.isOurs(service)) {
                ours.put(name, service);
            }
        }));
        return ours;
    }
}

package chat4all.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void hasAllServicesInOneProcessUnlessToldOtherwise() {
        assertThat(new Layout(new StackPorts(0), ServicesMode.TOGETHER).parts())
                .extracting(Layout.Part::name)
                .containsExactly("kafka", "cassandra", "redis", "s3", "services");
        assertThat(new Layout(new StackPorts(0), ServicesMode.SEPARATE).parts())
                .extracting(Layout.Part::name)
                .containsExactly(
                        "kafka",
                        "cassandra",
                        "redis",
                        "s3",
                        "topology",
                        "sinks",
                        "edge-api",
                        "ws-push",
                        "connectors",
                        "simulator");
        assertThat(new Layout(new StackPorts(0), ServicesMode.NONE).parts())
                .extracting(Layout.Part::name)
                .containsExactly("kafka", "cassandra", "redis", "s3");
    }

    @Test
    void answersOnTheDocumentedPorts() {
        assertThat(new Layout(new StackPorts(0), ServicesMode.SEPARATE).parts())
                .extracting(Layout.Part::url)
                .containsExactly(
                        "127.0.0.1:9092",
                        "127.0.0.1:9042",
                        "redis://127.0.0.1:6379",
                        "http://127.0.0.1:9000",
                        "http://127.0.0.1:8081",
                        "http://127.0.0.1:8083",
                        "http://127.0.0.1:8082",
                        "ws://127.0.0.1:8085",
                        "http://127.0.0.1:8084",
                        "http://127.0.0.1:9400");
    }

    @Test
    void hasInstancesAHundredPortsApartBehindABalancer() {
        Layout layout = new Layout(new StackPorts(0), ServicesMode.SEPARATE, Scale.parse("edge=3, push=2"), true);

        assertThat(layout.parts())
                .extracting(part -> part.name() + " " + part.port())
                .contains("haproxy 8102", "edge-api 8082", "edge-api-2 8182", "edge-api-3 8282", "ws-push-2 8185");
        assertThat(layout.owners()).containsKeys(8282, 8185, 8101, 8102, 8104, 8105, 9404);
        assertThat(layout.apiUrl()).isEqualTo("http://127.0.0.1:8102");
        assertThat(layout.webSocketUrl()).isEqualTo("ws://127.0.0.1:8105");
        assertThat(layout.simulatorUrl()).isEqualTo("http://127.0.0.1:9400");
    }

    @Test
    void ownsTheSamePortsMovedByTheOffset() {
        Layout standard = new Layout(new StackPorts(0), ServicesMode.TOGETHER);
        Layout moved = new Layout(new StackPorts(1_000), ServicesMode.TOGETHER);

        assertThat(standard.owners())
                .containsOnlyKeys(9092, 9093, 9042, 7000, 6379, 9000, 8081, 8082, 8083, 8084, 8085, 9400);
        assertThat(moved.owners().keySet())
                .containsExactlyElementsOf(standard.owners().keySet().stream()
                        .map(port -> port + 1_000)
                        .toList());
    }
}

package chat4all.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void letsThroughOfKafkasMetersOnlyThoseThatAreLookedAt() {
        try (Metrics metrics = Metrics.create("topology")) {
            metrics.registry().gauge("kafka.stream.client.state", 2);
            metrics.registry().gauge("kafka.stream.processor.node.process.rate", Tags.of("thread", "1"), 5);
            metrics.registry().gauge("kafka.consumer.fetch.manager.records.lag", Tags.of("partition", "1"), 5);
            metrics.registry().counter("messages.accepted").increment();

            assertThat(metrics.scrape())
                    .contains("kafka_stream_client_state{application=\"topology\"} 2.0")
                    .contains("messages_accepted_total{application=\"topology\"} 1.0")
                    .doesNotContain("processor_node", "fetch_manager");
        }
    }
}

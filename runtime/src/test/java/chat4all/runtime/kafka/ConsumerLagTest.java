package chat4all.runtime.kafka;

import static org.awaitility.Awaitility.await;

import chat4all.servers.SharedServers;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String name = "lag-" + UUID.randomUUID();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private @Nullable ConsumerLag lag;

    @AfterEach
    void close() {
        if (lag != null) {
            lag.close();
        }
    }

    @Test
    void tellsHowFarAGroupIsBehindThatNobodyIsIn() throws Exception {
        String bootstrap = SharedServers.kafka();
        write(bootstrap, 5);
        commit(bootstrap, 2);

        lag = ConsumerLag.watch(bootstrap, registry);

        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(MeterNotFoundException.class)
                .until(() -> behind() == 3);
        commit(bootstrap, 5);
        await().atMost(PATIENCE).until(() -> behind() == 0);
    }

    @Test
    void hasNoValuesWhileKafkaIsAway() {
        lag = ConsumerLag.watch("127.0.0.1:1", registry);

        await().during(Duration.ofSeconds(1))
                .until(() -> registry.find("kafka.consumer.lag").gauges().isEmpty());
    }

    private double behind() {
        return registry.get("kafka.consumer.lag")
                .tags("group", name, "topic", name, "partition", "0")
                .gauge()
                .value();
    }

    private void write(String bootstrap, int records) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(name, "value")).get();
            }
        }
    }

    private void commit(String bootstrap, long offset) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "group.id", name),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partition = new TopicPartition(name, 0);
            consumer.assign(List.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset)));
        }
    }
}

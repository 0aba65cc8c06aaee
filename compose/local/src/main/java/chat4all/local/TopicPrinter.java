package chat4all.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints committed records of one topic for ever. It joins no group, so nobody else's place in the topic is touched. */
final class TopicPrinter implements Runnable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);

    private final String bootstrap;
    private final String topic;
    private final boolean fromBeginning;
    private final Consumer<String> out;

    TopicPrinter(String bootstrap, String topic, boolean fromBeginning, Consumer<String> out) {
        this.bootstrap = bootstrap;
        this.topic = topic;
        this.fromBeginning = fromBeginning;
        this.out = out;
    }

    @Override
    public void run() {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", bootstrap, "isolation.level", "read_committed", "allow.auto.create.topics", false);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            print(consumer);
        } catch (InterruptException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(KafkaConsumer<String, String> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        while (!Thread.currentThread().isInterrupted()) {
            consumer.poll(POLL).forEach(record -> out.accept(record.key() + "\t" + record.value()));
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, String> consumer) {
        try {
            List<PartitionInfo> found = consumer.partitionsFor(topic, PATIENCE);
            if (found.isEmpty()) {
                throw new StackFailure("There is no topic " + topic + ". There are: "
                        + String.join(
                                ", ",
                                consumer.listTopics(PATIENCE).keySet().stream()
                                        .filter(name -> !name.startsWith("__"))
                                        .sorted()
                                        .toList()));
            }
            return found.stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
        } catch (TimeoutException unreachable) {
            throw new StackFailure("Kafka does not answer at " + bootstrap + ": is the stack up?");
        }
    }
}

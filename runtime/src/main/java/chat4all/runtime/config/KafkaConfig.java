package chat4all.runtime.config;

/** Where Kafka is and how topics are laid out there; the number of partitions is fixed once the topics exist. */
public record KafkaConfig(String bootstrap, int replication, int partitions) {

    public static KafkaConfig from(Settings settings) {
        return new KafkaConfig(
                settings.text("CHAT4ALL_KAFKA_BOOTSTRAP", "127.0.0.1:9092"),
                settings.integer("CHAT4ALL_KAFKA_REPLICATION", 1, 1, 32),
                settings.integer("CHAT4ALL_KAFKA_PARTITIONS", 6, 1, 10_000));
    }
}

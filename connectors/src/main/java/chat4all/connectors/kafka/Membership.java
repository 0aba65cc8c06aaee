package chat4all.connectors.kafka;

/**
 * Where Kafka is, and under which name this instance is a member of its groups.
 *
 * @param instance of this instance alone and the same after a restart: its partitions then come back at once
 */
public record Membership(String bootstrap, String instance) {}

package chat4all.connectors.delivery;

import chat4all.connectors.kafka.Consumers;
import chat4all.schemas.Channel;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads single outbound messages again, by their place in the topic. */
final class OutboundReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS = 50;

    private final Channel channel;
    private final Consumer<String, byte[]> consumer;

    OutboundReader(String bootstrap, Channel channel) {
        this.channel = channel;
        consumer = Consumers.alone(bootstrap, "reread-" + channel.prefix());
    }

    /** Empty when the topic does not hold it any more; throws when Kafka does not answer within some seconds. */
    synchronized Optional<OutboundMessage> read(TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        if (consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L) > offset) {
            return Optional.empty();
        }
        consumer.seek(partition, offset);
        for (int i = 0; i < POLLS; i++) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                return record.offset() == offset
                        ? Consumers.read(Topics.outbound(channel), record).map(ConsumerRecord::value)
                        : Optional.empty();
            }
        }
        throw new TimeoutException(partition + "@" + offset + " could not be read");
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}

package chat4all.connectors.delivery;

import chat4all.connectors.kafka.Consumers;
import chat4all.schemas.Channel;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.Topics;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads outbound messages again, by their place in the topic. Those that follow are remembered for a while, for what was
 * parked together is wanted again together.
 */
final class OutboundReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS = 50;
    private static final int REMEMBERED = 2_000;

    private record Place(TopicPartition partition, long offset) {}

    private final Channel channel;
    private final Consumer<String, byte[]> consumer;
    private final Cache<Place, ConsumerRecord<String, OutboundMessage>> ahead = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    OutboundReader(String bootstrap, Channel channel) {
        this.channel = channel;
        consumer = Consumers.alone(bootstrap, "reread-" + channel.prefix());
    }

    /** Empty when the topic does not hold it any more; throws when Kafka does not answer within some seconds. */
    synchronized Optional<ConsumerRecord<String, OutboundMessage>> read(TopicPartition partition, long offset) {
        ConsumerRecord<String, OutboundMessage> known = ahead.asMap().remove(new Place(partition, offset));
        if (known != null) {
            return Optional.of(known);
        }
        consumer.assign(List.of(partition));
        if (consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L) > offset) {
            return Optional.empty();
        }
        consumer.seek(partition, offset);
        for (int i = 0; i < POLLS; i++) {
            List<ConsumerRecord<String, byte[]>> records = consumer.poll(POLL).records(partition);
            if (!records.isEmpty()) {
                records.forEach(record -> Consumers.read(Topics.outbound(channel), record)
                        .ifPresent(read -> ahead.put(new Place(partition, record.offset()), read)));
                return Optional.ofNullable(ahead.asMap().remove(new Place(partition, offset)));
            }
        }
        throw new TimeoutException(partition + "@" + offset + " could not be read");
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}

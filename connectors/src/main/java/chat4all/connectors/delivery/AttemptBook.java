package chat4all.connectors.delivery;

import chat4all.connectors.kafka.Consumers;
import chat4all.schemas.Channel;
import chat4all.schemas.ChannelAttempt;
import chat4all.schemas.Topics;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What {@code channel-attempts} says of one partition when it is taken over.
 *
 * @param position from where its outbound records will be read
 * @param unfinished last attempt by key of every record from there on
 * @param parked attempts whose records will not be read again, in the order of the records
 * @param interrupted as {@code parked}, but found in the middle of a call
 */
record AttemptBook(
        long position,
        Map<String, ChannelAttempt> unfinished,
        List<ChannelAttempt> parked,
        List<ChannelAttempt> interrupted) {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Reads the attempts' partition from beginning to end; only what still matters is kept. */
    static AttemptBook read(String bootstrap, Channel channel, int partition, long position) {
        TopicPartition attempts = new TopicPartition(Topics.CHANNEL_ATTEMPTS.name(), partition);
        Map<String, ChannelAttempt> last = new LinkedHashMap<>();
        try (Consumer<String, byte[]> consumer =
                Consumers.alone(bootstrap, "attempts-" + channel.prefix() + "-" + partition)) {
            consumer.assign(List.of(attempts));
            long end = consumer.endOffsets(List.of(attempts)).getOrDefault(attempts, 0L);
            consumer.seekToBeginning(List.of(attempts));
            while (consumer.position(attempts) < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    Consumers.read(Topics.CHANNEL_ATTEMPTS, record)
                            .map(ConsumerRecord::value)
                            .filter(attempt -> attempt.channel() == channel)
                            .ifPresent(attempt -> keep(last, record.key(), attempt, position));
                }
            }
        }
        return sorted(position, last);
    }

    static long offset(ChannelAttempt attempt) {
        Long offset = attempt.outboundOffset();
        return offset == null ? Long.MAX_VALUE : offset;
    }

    private static void keep(Map<String, ChannelAttempt> last, String key, ChannelAttempt attempt, long position) {
        boolean over =
                switch (attempt.state()) {
                    case SENT, UNKNOWN, FAILED -> true;
                    case PLANNED, DISPATCHING, PARKED -> false;
                };
        if (over && offset(attempt) < position) {
            last.remove(key);
        } else {
            last.put(key, attempt);
        }
    }

    private static AttemptBook sorted(long position, Map<String, ChannelAttempt> last) {
        Map<String, ChannelAttempt> unfinished = new HashMap<>();
        last.forEach((key, attempt) -> {
            if (offset(attempt) >= position) {
                unfinished.put(key, attempt);
            }
        });
        List<ChannelAttempt> early = last.values().stream()
                .filter(attempt -> offset(attempt) < position || attempt.state() == ChannelAttempt.State.PARKED)
                .sorted(Comparator.comparingLong(AttemptBook::offset))
                .toList();
        return new AttemptBook(
                position,
                unfinished,
                early.stream()
                        .filter(attempt -> attempt.state() != ChannelAttempt.State.DISPATCHING)
                        .toList(),
                early.stream()
                        .filter(attempt -> attempt.state() == ChannelAttempt.State.DISPATCHING)
                        .toList());
    }
}

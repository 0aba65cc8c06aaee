package chat4all.topology;

import chat4all.schemas.ConversationCommand;
import chat4all.schemas.ConversationMembers;
import chat4all.schemas.EventData.MessageDeleted;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.Topic;
import chat4all.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the stores again from the topics: numbers and members from the log, repetitions from the input, statuses from
 * their output topic; dispatches and receipts are read again from their beginning. Everything is written to the stores' changelogs in one transaction, so that a rebuild that is cut
 * off leaves nothing behind; the input is then read on from behind the last command that was decided. Repetitions and
 * unreadable records behind that one are recorded a second time, events are not. Conversations whose events have all
 * left the log are not found again.
 */
final class StateRebuild {
    private static final Logger log = LoggerFactory.getLogger(StateRebuild.class);

    private final TopologyConfig config;
    private final CommittedLog committed;

    StateRebuild(TopologyConfig config, CommittedLog committed) {
        this.config = config;
        this.committed = committed;
    }

    void run(List<TopicPartition> lost) {
        int partitions = committed.partitions(Topics.CONVERSATION_LOG.name()).size();
        try (ChangelogWriter changelogs = ChangelogWriter.open(config, partitions)) {
            Map<TopicPartition, Long> positions = new HashMap<>();
            for (TopicPartition events : lost) {
                int partition = events.partition();
                TopicPartition input = new TopicPartition(Topics.MESSAGES.name(), partition);
                Decided decided = new Decided(committed.beginning(input));
                conversations(events, decided, changelogs);
                refusals(new TopicPartition(Topics.MESSAGES_REJECTED.name(), partition), decided);
                commands(input, decided, changelogs);
                positions.put(input, decided.end());
            }
            // Keyed otherwise than conversations, so in partitions of their own choice.
            for (int partition = 0; partition < partitions; partition++) {
                statuses(new TopicPartition(Topics.MESSAGE_STATUS.name(), partition), changelogs);
                positions.putAll(receipts(partition));
            }
            changelogs.commit(positions, committed.idleGroup());
        }
    }

    private void conversations(TopicPartition events, Decided decided, ChangelogWriter changelogs) {
        if (committed.beginning(events) > 0) {
            log.warn("{} no longer begins at its first event: conversations silent since then start anew", events);
        }
        Map<String, ConversationMembers> known = new HashMap<>();
        each(Topics.CONVERSATION_LOG, events, (record, event) -> {
            changelogs.put(
                    StateStores.CONVERSATION_SEQ, events.partition(), event.conversationId(), SeqState.of(event));
            ConversationMembers before = known.get(event.conversationId());
            ConversationMembers members = Memberships.seen(before, event);
            if (!members.equals(before)) {
                known.put(event.conversationId(), members);
                changelogs.put(StateStores.CONVERSATION_MEMBERS, events.partition(), event.conversationId(), members);
            }
            if (event.data() instanceof MessageDeleted gone) {
                changelogs.putWindowed(
                        StateStores.DELETED_MESSAGES,
                        events.partition(),
                        DeletedMessages.key(event.conversationId(), gone.messageSeq()),
                        record.timestamp(),
                        event.actor());
            }
            decided.add(record);
        });
    }

    private void refusals(TopicPartition rejected, Decided decided) {
        each(Topics.MESSAGES_REJECTED, rejected, (record, refusal) -> decided.add(record));
    }

    /** Only what was decided is remembered: neither repetitions, which would prolong the window, nor what broke a rule. */
    private void commands(TopicPartition input, Decided decided, ChangelogWriter changelogs) {
        each(Topics.MESSAGES, input, (record, command) -> {
            if (decided.contains(record.offset())) {
                String store = command.origin() == ConversationCommand.Origin.PLATFORM
                        ? StateStores.PLATFORM_COMMANDS
                        : StateStores.CLIENT_COMMANDS;
                String key = DedupEntry.key(command.conversationId(), command.commandId());
                DedupEntry entry = new DedupEntry(command.fingerprint(), null, null);
                changelogs.putWindowed(store, input.partition(), key, record.timestamp(), entry);
            }
        });
    }

    private void statuses(TopicPartition output, ChangelogWriter changelogs) {
        if (isThere(StateStores.MESSAGE_STATUS, output.partition())) {
            return;
        }
        each(Topics.MESSAGE_STATUS, output, (record, status) -> {
            if (isWhole(status)) {
                String index = HourIndex.key(status.createdAt(), status.messageId());
                changelogs.put(StateStores.MESSAGE_STATUS, output.partition(), status.messageId(), status);
                changelogs.putText(StateStores.STATUS_EXPIRY, output.partition(), index, status.messageId());
            }
        });
    }

    /** Not built but read again: joined a second time, dispatches and receipts say what they have said. */
    private Map<TopicPartition, Long> receipts(int partition) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        if (!isThere(StateStores.CHANNEL_DISPATCHES, partition)) {
            for (Topic<?, ?> topic : List.of(Topics.CHANNEL_DISPATCHES, Topics.CHANNEL_RECEIPTS)) {
                TopicPartition input = new TopicPartition(topic.name(), partition);
                positions.put(input, committed.beginning(input));
            }
        }
        return positions;
    }

    private boolean isThere(String store, int partition) {
        TopicPartition changelog = new TopicPartition(LostState.changelog(store), partition);
        return committed.partitions(changelog.topic()).contains(changelog) && !committed.isEmpty(changelog);
    }

    /** Revision 0 is a late word on a retired message, not its state. */
    private static boolean isWhole(MessageStatus status) {
        return status.revision() > 0;
    }

    private <V> void each(
            Topic<String, V> topic, TopicPartition partition, BiConsumer<ConsumerRecord<byte[], byte[]>, V> onValue) {
        committed.read(partition, record -> {
            V value = readable(topic, record);
            if (value != null) {
                onValue.accept(record, value);
            }
            return true;
        });
    }

    /** Null for a tombstone and for what is a dead letter already. */
    private static <V> @Nullable V readable(Topic<String, V> topic, ConsumerRecord<byte[], byte[]> record) {
        try {
            return topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
        } catch (SerializationException e) {
            return null;
        }
    }

    /** The commands of one partition whose outcome {@link Sequence} has recorded, by their offsets. */
    private static final class Decided {
        private final long first;
        private final BitSet offsets = new BitSet();
        private long end;

        /** @param first offset of the oldest command that is still there */
        Decided(long first) {
            this.first = first;
            this.end = first;
        }

        void add(ConsumerRecord<byte[], byte[]> outcome) {
            Header source = outcome.headers().lastHeader(Sequence.SOURCE_OFFSET_HEADER);
            long offset = source == null ? -1 : Long.parseLong(new String(source.value(), StandardCharsets.UTF_8));
            if (offset >= first) {
                offsets.set((int) (offset - first));
                end = Math.max(end, offset + 1);
            }
        }

        boolean contains(long offset) {
            return offsets.get((int) (offset - first));
        }

        /** The offset behind the last of them. */
        long end() {
            return end;
        }
    }
}

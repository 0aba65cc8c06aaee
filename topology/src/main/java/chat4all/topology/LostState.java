package chat4all.topology;

import chat4all.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks before the start whether the numbers or the members of conversations are gone while their events are there.
 * Starting then would give seqs a second time, or let strangers in, so it is refused, or the state is built again when
 * the configuration says so.
 */
final class LostState {
    private static final Logger log = LoggerFactory.getLogger(LostState.class);

    /** Entries of these are never deleted: where the log has events, each has some. */
    private static final List<String> NEVER_EMPTY =
            List.of(StateStores.CONVERSATION_SEQ, StateStores.CONVERSATION_MEMBERS);

    /** The session of an instance that has just been stopped, and time to notice that it is over. */
    private static final Duration IDLE_WITHIN = StreamsProperties.SESSION_TIMEOUT.plusSeconds(4);

    private LostState() {}

    static String changelog(String store) {
        return StreamsProperties.APPLICATION_ID + "-" + store + "-changelog";
    }

    /** Whether state was built again, so that what the instance has on its disk is of no use. */
    static boolean check(TopologyConfig config) {
        try (CommittedLog committed = new CommittedLog(config.kafka().bootstrap())) {
            List<TopicPartition> lost = lost(committed);
            if (lost.isEmpty()) {
                return false;
            }
            if (!config.rebuildState()) {
                throw new LostStateException("one of the stores " + NEVER_EMPTY + " is empty but "
                        + Topics.CONVERSATION_LOG.name() + " is not (partitions "
                        + lost.stream().map(TopicPartition::partition).toList()
                        + "): start once with --rebuild-state (or CHAT4ALL_TOPOLOGY_REBUILD_STATE=true)"
                        + " while no other instance runs");
            }
            IdleGroup.await(config.kafka(), IDLE_WITHIN);
            log.warn("building the state of partitions {} again", lost);
            new StateRebuild(config, committed).run(lost);
            return true;
        }
    }

    /** Partitions of the log that have events without a number or members of theirs. */
    private static List<TopicPartition> lost(CommittedLog committed) {
        List<TopicPartition> logs = committed.partitions(Topics.CONVERSATION_LOG.name());
        List<TopicPartition> all = Stream.concat(
                        logs.stream(),
                        NEVER_EMPTY.stream().flatMap(store -> committed.partitions(changelog(store)).stream()))
                .toList();
        Set<TopicPartition> filled = committed.filled(all);
        return logs.stream()
                .filter(filled::contains)
                .filter(log -> NEVER_EMPTY.stream()
                        .map(store -> new TopicPartition(changelog(store), log.partition()))
                        .anyMatch(changelog -> !filled.contains(changelog)))
                .toList();
    }
}

package chat4all.topology;

import chat4all.runtime.config.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Waits until no instance is in the application's group. One that was stopped stays in it until its session is over,
 * for it may return; one that runs stays for good, and state must not be built again under it.
 */
final class IdleGroup {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private IdleGroup() {}

    /** @throws LostStateException when an instance is in the group all that time */
    static void await(KafkaConfig kafka, Duration atMost) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap()))) {
            List<String> members = members(admin);
            for (long left = atMost.dividedBy(PAUSE); left > 0 && !members.isEmpty(); left--) {
                Thread.sleep(PAUSE.toMillis());
                members = members(admin);
            }
            if (!members.isEmpty()) {
                throw new LostStateException("state is built again only while no other instance runs, but in the group "
                        + StreamsProperties.APPLICATION_ID + " there are " + members);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the members of the group cannot be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the group to be idle", e);
        }
    }

    private static List<String> members(Admin admin) throws ExecutionException, InterruptedException {
        try {
            return admin.describeConsumerGroups(List.of(StreamsProperties.APPLICATION_ID)).all().get().values().stream()
                    .flatMap(group -> group.members().stream())
                    .map(IdleGroup::name)
                    .sorted()
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw e;
        }
    }

    private static String name(MemberDescription member) {
        return member.groupInstanceId().orElse(member.consumerId()) + " at " + member.host();
    }
}

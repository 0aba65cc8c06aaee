package chat4all.servers;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.time.Duration;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Runs Kafka as the controller alone until it has found the node's broker dead and written that down, then ends. It is run on Kafka's
 * class path, with the controller's properties as its argument, between the death of a node that is broker and
 * controller in one and its next start.
 *
 * <p>Without it such a node believes on its start what its metadata says, that it leads every partition, until its own
 * controller has found its predecessor dead. What it does as leader in between is undone half: the end of a transaction
 * is written down while the markers that tell the partitions are dropped, and committed offsets are read twice at once.
 * Either leaves partitions that nobody can read any more (Kafka 4.3.1, docs/adr/0030).
 */
final class FenceDeadBroker {

    private static final Duration POLL = Duration.ofMillis(20);

    /** A node that was killed before it ever registered has nothing to fence. */
    private static final Duration NONE_REGISTERED = Duration.ofSeconds(10);

    private FenceDeadBroker() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, InterruptedException, JMException {
        // Not compiled against: only this class path has it.
        var kafka = Class.forName("kafka.Kafka").getMethod("main", String[].class);
        var controller = new Thread(() -> run(kafka, arguments), "controller");
        controller.start();
        long active = 0;
        while (controller.isAlive() && value("FencedBrokerCount") == 0 && !isOver(active, NONE_REGISTERED)) {
            if (active == 0 && value("ActiveControllerCount") > 0) {
                active = System.nanoTime();
            }
            Thread.sleep(POLL.toMillis());
        }
        System.exit(controller.isAlive() ? 0 : 1);
    }

    private static void run(Method kafka, String[] arguments) {
        try {
            kafka.invoke(null, (Object) arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Kafka did not start", e);
        }
    }

    private static boolean isOver(long since, Duration wait) {
        return since != 0 && System.nanoTime() - since > wait.toNanos();
    }

    /** Zero while the controller has no such gauge yet. */
    private static int value(String gauge) throws JMException {
        try {
            return (Integer) ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("kafka.controller:type=KafkaController,name=" + gauge), "Value");
        } catch (InstanceNotFoundException notYet) {
            return 0;
        }
    }
}

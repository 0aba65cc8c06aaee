package chat4all.edge.kafka;

import chat4all.edge.async.RepeatedCheck;
import chat4all.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/**
 * Asks the cluster whether it is there, and at the beginning has the producer learn of the topics it will write, so that
 * no request has to wait for that.
 */
final class BrokerProbe implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 1_500;

    private final Admin admin;
    private final Producer<?, ?> producer;
    private final RepeatedCheck check;
    private volatile boolean topicsKnown;

    BrokerProbe(String bootstrap, Producer<?, ?> producer) {
        this.producer = producer;
        admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.CLIENT_ID_CONFIG, "edge-probe",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000));
        check = new RepeatedCheck("kafka-probe", this::answers);
    }

    boolean isUp() {
        return check.isUp();
    }

    boolean topicsKnown() {
        return topicsKnown;
    }

    private boolean answers() {
        try {
            if (!topicsKnown) {
                producer.partitionsFor(Topics.MESSAGES.name());
                producer.partitionsFor(Topics.STATUS_UPDATES.name());
                producer.partitionsFor(Topics.WATERMARKS.name());
                topicsKnown = true;
            }
            admin.describeCluster().clusterId().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        }
    }

    @Override
    public void close() {
        check.close();
        admin.close(Duration.ofSeconds(1));
    }
}

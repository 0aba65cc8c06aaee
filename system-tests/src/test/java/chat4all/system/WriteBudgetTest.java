package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one direct message costs in the stores, counted there; Cassandra's disk is what limits the whole. */
@Order(3)
@ExtendWith(OnTheStack.class)
class WriteBudgetTest {
    private static final double KAFKA_RECORDS = 13;
    private static final double CASSANDRA_MUTATIONS = 4;

    private final Stack stack;

    WriteBudgetTest(Stack stack) {
        this.stack = stack;
    }

    @Test
    void aDirectMessageCostsAtMost13RecordsAnd4Mutations() {
        try (TopicReader topics = new TopicReader(stack);
                CqlSession cassandra = CqlSession.builder()
                        .addContactPoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), stack.cassandraPort()))
                        .withLocalDatacenter("datacenter1")
                        .build()) {
            long messagesBefore = topics.count("messages"::equals);
            long recordsBefore = topics.count(topic -> true);
            long mutationsBefore = mutations(cassandra);

            // What a message costs is asked here, not how many a small machine carries.
            Command bench =
                    stack.run("bench", "rate", "--rate", "200", "--seconds", "15", "--users", "20", "--no-rate");
            assertThat(bench.await(Duration.ofMinutes(3))).as(bench.output()).isZero();

            double messages = topics.count("messages"::equals) - messagesBefore;
            double records = (topics.count(topic -> true) - recordsBefore) / messages;
            double mutations = (mutations(cassandra) - mutationsBefore) / messages;
            System.out.printf("per direct message: %.2f Kafka records, %.2f Cassandra mutations%n", records, mutations);
            assertThat(records).isLessThanOrEqualTo(KAFKA_RECORDS);
            assertThat(mutations).isLessThanOrEqualTo(CASSANDRA_MUTATIONS);
        }
    }

    private static long mutations(CqlSession cassandra) {
        return cassandra
                .execute("SELECT keyspace_name, table_name, count FROM system_views.local_write_latency")
                .all()
                .stream()
                .filter(row -> "chat4all".equals(row.getString("keyspace_name")))
                .mapToLong(row -> row.getLong("count"))
                .sum();
    }
}

package chat4all.runtime.config;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;

/** Where Cassandra is and where our tables live in it; addresses are unresolved. */
public record CassandraConfig(
        List<InetSocketAddress> contactPoints, String datacenter, String keyspace, int replication) {
    /** Both become part of statements, so nothing that would need quoting is taken. */
    private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");

    private static final Pattern DATACENTER = Pattern.compile("[A-Za-z0-9_.-]+");

    public static CassandraConfig from(Settings settings) {
        return new CassandraConfig(
                settings.addresses("CHAT4ALL_CASSANDRA_CONTACT_POINTS", "127.0.0.1:9042"),
                settings.matching("CHAT4ALL_CASSANDRA_DATACENTER", "datacenter1", DATACENTER),
                settings.matching("CHAT4ALL_CASSANDRA_KEYSPACE", "chat4all", KEYSPACE),
                settings.integer("CHAT4ALL_CASSANDRA_REPLICATION", 1, 1, 32));
    }
}

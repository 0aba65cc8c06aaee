package chat4all.servers;

import java.util.List;

/** What a server's JVM is made for. Without the second compiler Kafka and Cassandra start in half the time. */
public enum Tuning {
    /** Tests: there in a few seconds, fast enough for a few thousand records a second. */
    QUICK_START,
    /** The stack that people work with: slower to start, faster for ever after. */
    LONG_RUN;

    List<String> flags() {
        return switch (this) {
            case QUICK_START -> List.of("-XX:TieredStopAtLevel=1");
            case LONG_RUN -> List.of();
        };
    }
}

package chat4all.topology;

import chat4all.runtime.Service;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies: it is replaced, its transaction aborted and its records read again. When that
 * does not help within a minute the process ends, to be started anew from clean state.
 */
final class Supervision {
    private static final Logger log = LoggerFactory.getLogger(Supervision.class);
    private static final int MOST_REPLACEMENTS = 6;
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

    private final KafkaStreams streams;
    private final Deque<Long> replacements = new ArrayDeque<>();
    private volatile boolean ranBefore;

    private Supervision(KafkaStreams streams) {
        this.streams = streams;
    }

    static Supervision of(KafkaStreams streams) {
        Supervision supervision = new Supervision(streams);
        streams.setUncaughtExceptionHandler(supervision::onException);
        streams.setStateListener(supervision::onState);
        return supervision;
    }

    /** A rebalance after the first start does not make the instance unready: the partitions it keeps go on. */
    boolean ready() {
        KafkaStreams.State state = streams.state();
        return state == KafkaStreams.State.RUNNING || (ranBefore && state == KafkaStreams.State.REBALANCING);
    }

    private synchronized StreamThreadExceptionResponse onException(Throwable cause) {
        long now = System.nanoTime();
        replacements.addLast(now);
        replacements.removeIf(at -> now - at > WINDOW_NANOS);
        if (replacements.size() <= MOST_REPLACEMENTS) {
            log.warn("a stream thread died and is replaced", cause);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        log.error("stream threads keep dying", cause);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void onState(KafkaStreams.State now, KafkaStreams.State before) {
        if (now == KafkaStreams.State.RUNNING) {
            ranBefore = true;
        } else if (now == KafkaStreams.State.ERROR) {
            new Thread(() -> Service.exit(1), "exit-on-error").start();
        }
    }
}

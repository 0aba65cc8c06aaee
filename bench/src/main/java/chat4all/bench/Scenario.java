package chat4all.bench;

import java.time.Duration;

/** The loads that have a name. */
enum Scenario {
    WARMUP(20) {
        @Override
        void play(Load load, Settings settings) {
            load.open("warmup", 50, settings.duration(10), true);
        }
    },
    BASELINE(20) {
        @Override
        void play(Load load, Settings settings) {
            load.closed("20 users", 20, THINKING, settings.duration(60));
        }
    },
    SPIKE(50) {
        @Override
        void play(Load load, Settings settings) {
            var third = settings.duration(60).dividedBy(3);
            load.closed("5 users", 5, THINKING, third);
            load.closed("50 users", 50, THINKING, third);
            load.closed("5 users again", 5, THINKING, third);
        }
    },
    RATE(20) {
        @Override
        void play(Load load, Settings settings) {
            if (!settings.warmup().isZero()) {
                load.open("warm-up", settings.rate(), settings.warmup(), false);
            }
            load.open(label(settings.rate()) + "/s", settings.rate(), settings.duration(30), true);
        }
    },
    /**
     * Doubles the concurrency until twice in a row no more was carried to the sockets, or answers take seconds, or messages
     * are given up. Each step ends when the sockets have caught up, so that queues are not taken for throughput.
     */
    MAX(40) {
        @Override
        void play(Load load, Settings settings) {
            double best = 0;
            int fruitless = 0;
            for (int users = 8; users <= MOST_USERS && fruitless < 2; users *= 2) {
                var phase = load.closed(users + " users", users, Duration.ZERO, settings.duration(8));
                load.awaitArrivals(CATCHING_UP);
                if (phase.failures() > 0 || phase.untilAccepted().getValueAtPercentile(99) > BROKEN_MICROS) {
                    return;
                }
                fruitless = phase.carriedPerSecond() > best * WORTH_GOING_ON ? 0 : fruitless + 1;
                best = Math.max(best, phase.carriedPerSecond());
            }
        }
    },
    SOAK(20) {
        @Override
        void play(Load load, Settings settings) {
            load.open("soak " + label(settings.rate()) + "/s", settings.rate(), settings.soak(), true);
        }
    };

    private static final Duration THINKING = Duration.ofMillis(1_500);
    private static final Duration CATCHING_UP = Duration.ofSeconds(30);
    private static final int MOST_USERS = 1_024;
    private static final long BROKEN_MICROS = 2_000_000;
    private static final double WORTH_GOING_ON = 1.03;

    private final int users;

    Scenario(int users) {
        this.users = users;
    }

    /** How many participants it wants when nobody says otherwise. */
    int users() {
        return users;
    }

    abstract void play(Load load, Settings settings);

    private static String label(double rate) {
        return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
    }

    /** What can be set of a scenario; {@code seconds} 0 means the scenario's own. */
    record Settings(double rate, int seconds, int warmupSeconds, int soakMinutes) {
        Duration duration(int defaultSeconds) {
            return Duration.ofSeconds(seconds == 0 ? defaultSeconds : seconds);
        }

        Duration warmup() {
            return Duration.ofSeconds(warmupSeconds);
        }

        Duration soak() {
            return Duration.ofMinutes(soakMinutes);
        }
    }
}

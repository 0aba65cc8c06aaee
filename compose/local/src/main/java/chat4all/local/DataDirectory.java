package chat4all.local;

import java.nio.file.Path;

/** Where a stack keeps everything it owns. */
record DataDirectory(Path root) {

    DataDirectory {
        root = root.toAbsolutePath().normalize();
    }

    Path run() {
        return root.resolve("run");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log(String component) {
        return logs().resolve(component + ".log");
    }

    /** Written anew at each start. */
    Path conf() {
        return root.resolve("conf");
    }

    Path secrets() {
        return root.resolve("secrets");
    }

    Path channelAccounts() {
        return root.resolve("channel-accounts.json");
    }

    /** Local state of the stream applications; it can be rebuilt from Kafka. */
    Path streams(String application) {
        return root.resolve("data/streams").resolve(application);
    }
}

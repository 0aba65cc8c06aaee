package chat4all.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Redis without persistence: everything in it can be lost at any time. The one on the PATH is used; when there is none,
 * the binary that the embedded-redis artifact carries.
 */
final class RedisServer {

    private RedisServer() {}

    static ProcessSpec spec(Path home, Ports ports) {
        Path bundled = home.resolve("bin/redis-server");
        Path binary = RedisBinary.onPath().orElse(bundled);
        List<String> command = List.of(
                binary.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(ports.redis()),
                "--save",
                "",
                "--appendonly",
                "no",
                "--daemonize",
                "no",
                "--maxmemory",
                "128mb",
                "--maxmemory-policy",
                "allkeys-lru");
        return new ProcessSpec(
                Server.REDIS.id(),
                () -> {
                    if (binary.equals(bundled)) {
                        RedisBinary.extract(bundled);
                    }
                },
                command,
                Map.of(),
                home,
                home.resolve("logs/redis.log"),
                ports.redis(),
                Probes.redis(ports.redis()),
                Duration.ofSeconds(60),
                Duration.ofSeconds(3));
    }
}

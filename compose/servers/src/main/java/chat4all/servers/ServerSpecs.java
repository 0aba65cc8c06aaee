package chat4all.servers;

import java.nio.file.Path;

/** How each server is run from one directory: {@code conf/}, {@code data/} and {@code logs/} below it are its own. */
public final class ServerSpecs {

    private ServerSpecs() {}

    public static ProcessSpec of(Server server, Path directory, Ports ports) {
        Path home = directory.toAbsolutePath().normalize();
        return switch (server) {
            case KAFKA -> KafkaServer.spec(home, ports);
            case CASSANDRA -> CassandraServer.spec(home, ports);
            case REDIS -> RedisServer.spec(home, ports);
            case S3 -> S3Server.spec(home, ports);
        };
    }
}

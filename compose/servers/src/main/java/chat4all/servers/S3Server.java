package chat4all.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** S3Proxy on a folder: every object is a plain file under {@code data/s3}. */
final class S3Server {

    private S3Server() {}

    static ProcessSpec spec(Path home, Ports ports) {
        Path conf = home.resolve("conf/s3proxy.conf");
        Path data = home.resolve("data/s3");
        Path logging = home.resolve("conf/s3proxy-logback.xml");
        List<String> flags = List.of("-Xmx96m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=" + logging.toUri());
        return new ProcessSpec(
                Server.S3.id(),
                () -> {
                    Files.createDirectories(data);
                    LateParts.delete(data);
                    Template.write("logback.xml", logging, Map.of());
                    Template.write(
                            "s3proxy.conf",
                            conf,
                            Map.of(
                                    "port",
                                    ports.s3(),
                                    "data",
                                    data,
                                    "accessKey",
                                    LocalServers.S3_ACCESS_KEY,
                                    "secretKey",
                                    LocalServers.S3_SECRET_KEY));
                },
                JavaCommand.of(
                        flags,
                        ProjectHome.classPath("s3proxy"),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        conf.toString()),
                JavaCommand.ENVIRONMENT,
                home,
                home.resolve("logs/s3.log"),
                ports.s3(),
                // Without a signature it answers 403, which is an answer.
                Probes.http(ports.s3(), "/", 500),
                Duration.ofSeconds(60),
                Duration.ofSeconds(3));
    }
}

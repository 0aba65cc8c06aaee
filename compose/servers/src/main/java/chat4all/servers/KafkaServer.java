package chat4all.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kafka as one KRaft node, broker and controller in one. Its storage is formatted once, when it has never been. */
final class KafkaServer {

    /** Fixed, so that storage which lost its meta.properties may be formatted again without becoming another cluster. */
    private static final String CLUSTER_ID = "Y2hhdDRhbGwtbG9jYWwtMQ";

    private KafkaServer() {}

    static ProcessSpec spec(Path home, Ports ports) {
        Path properties = home.resolve("conf/kafka.properties");
        Path logging = home.resolve("conf/kafka-log4j2.xml");
        Path data = home.resolve("data/kafka");
        Path log = home.resolve("logs/kafka.log");
        String classPath = ProjectHome.classPath("kafka");
        List<String> flags = new ArrayList<>(List.of("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC"));
        flags.add("-Dlog4j2.configurationFile=" + logging);
        return new ProcessSpec(
                Server.KAFKA.id(),
                () -> {
                    Template.write(
                            "kafka.properties",
                            properties,
                            Map.of("port", ports.kafka(), "controllerPort", ports.kafkaController(), "data", data));
                    Template.write("kafka-log4j2.xml", logging, Map.of());
                    formatIfNew(data, classPath, properties, log);
                },
                JavaCommand.of(flags, classPath, "kafka.Kafka", properties.toString()),
                JavaCommand.ENVIRONMENT,
                home,
                log,
                ports.kafka(),
                Probes.kafka(ports.kafka()),
                Duration.ofSeconds(120),
                Duration.ofSeconds(8));
    }

    private static void formatIfNew(Path data, String classPath, Path properties, Path log)
            throws IOException, InterruptedException {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(data);
        List<String> command = JavaCommand.of(
                List.of("-Xmx128m", "-XX:+UseSerialGC"),
                classPath,
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id",
                CLUSTER_ID,
                "--ignore-formatted",
                "--config",
                properties.toString());
        Process format = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (format.waitFor() != 0) {
                throw new StartFailure(
                        Server.KAFKA.id(), "its storage could not be formatted.", LogFile.tail(log, 20, 0));
            }
        } finally {
            format.destroyForcibly();
        }
    }
}

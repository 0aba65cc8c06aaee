package chat4all.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Kafka as one KRaft node, broker and controller in one. Its storage is formatted once, when it has never been; a broker
 * that did not end by itself is fenced before the next one starts.
 */
final class KafkaServer {

    /** Fixed, so that storage which lost its meta.properties may be formatted again without becoming another cluster. */
    private static final String CLUSTER_ID = "Y2hhdDRhbGwtbG9jYWwtMQ";

    private static final Duration PREPARED_WITHIN = Duration.ofSeconds(60);

    private KafkaServer() {}

    static ProcessSpec spec(Path home, Ports ports) {
        Path properties = home.resolve("conf/kafka.properties");
        Path controller = home.resolve("conf/kafka-controller.properties");
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
                    Template.write(
                            "kafka-controller.properties",
                            controller,
                            Map.of("controllerPort", ports.kafkaController(), "data", data));
                    if (!Files.exists(data.resolve("meta.properties"))) {
                        format(data, classPath, properties, log);
                    } else if (!Files.exists(data.resolve(".kafka_cleanshutdown"))) {
                        fence(classPath, logging, controller, log);
                    }
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

    private static void format(Path data, String classPath, Path properties, Path log)
            throws IOException, InterruptedException {
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
        run(command, log, "its storage could not be formatted.");
    }

    private static void fence(String classPath, Path logging, Path controller, Path log)
            throws IOException, InterruptedException {
        List<String> command = JavaCommand.of(
                List.of("-Xmx128m", "-XX:+UseSerialGC", "-Dlog4j2.configurationFile=" + logging),
                classPath + File.pathSeparator + ProjectHome.codeOf(FenceDeadBroker.class),
                FenceDeadBroker.class.getName(),
                controller.toString());
        run(command, log, "the broker that did not end by itself could not be fenced.");
    }

    private static void run(List<String> command, Path log, String failure) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(PREPARED_WITHIN.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new StartFailure(Server.KAFKA.id(), failure, LogFile.tail(log, 20, 0));
            }
        } finally {
            process.destroyForcibly();
        }
    }
}

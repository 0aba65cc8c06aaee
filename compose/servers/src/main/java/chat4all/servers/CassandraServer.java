package chat4all.servers;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Cassandra 5 as one node that is ready in seconds: no gossip settling, no ring delay, no role set-up. */
final class CassandraServer {

    /** What Cassandra's own jvm17-server.options opens, as far as the server needs it. */
    private static final List<String> EXPORTS = List.of(
            "java.base/jdk.internal.misc",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "java.base/java.lang.ref",
            "jdk.unsupported/sun.misc",
            "jdk.attach/sun.tools.attach");

    private static final List<String> OPENS = List.of(
            "java.base/java.lang.module",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.util.jar",
            "jdk.management/com.sun.management.internal",
            "java.base/sun.nio.ch",
            "java.base/java.io",
            "java.base/java.nio",
            "java.base/java.lang.reflect",
            "java.base/java.lang",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic");

    private CassandraServer() {}

    static ProcessSpec spec(Path home, Ports ports) {
        Path yaml = home.resolve("conf/cassandra.yaml");
        Path logging = home.resolve("conf/cassandra-logback.xml");
        Path data = home.resolve("data/cassandra");
        return new ProcessSpec(
                Server.CASSANDRA.id(),
                () -> {
                    Template.write(
                            "cassandra.yaml",
                            yaml,
                            Map.of("port", ports.cassandra(), "storagePort", ports.cassandraStorage(), "data", data));
                    Template.write("logback.xml", logging, Map.of());
                },
                command(yaml, logging, data, home.resolve("logs")),
                JavaCommand.ENVIRONMENT,
                home,
                home.resolve("logs/cassandra.log"),
                ports.cassandra(),
                Probes.cassandra(ports.cassandra()),
                Duration.ofSeconds(150),
                Duration.ofSeconds(8));
    }

    private static List<String> command(Path yaml, Path logging, Path data, Path logs) {
        String classPath = ProjectHome.classPath("cassandra");
        List<String> flags = new ArrayList<>(List.of(
                "-Xms256m",
                "-Xmx1g",
                "-Xss512k",
                "-XX:MaxDirectMemorySize=512m",
                "-XX:+UseParallelGC",
                "-javaagent:" + jamm(classPath),
                "-Djdk.attach.allowAttachSelf=true",
                "-Dio.netty.tryReflectionSetAccessible=true",
                "-Dcassandra.config=" + yaml.toUri(),
                "-Dcassandra.storagedir=" + data,
                "-Dcassandra.logdir=" + logs,
                // Its coarse clock otherwise wakes up 500 times a second, for time-outs of seconds.
                "-Dcassandra.approximate_time_precision_ms=20",
                "-Dcassandra.ring_delay_ms=1",
                "-Dcassandra.shutdown_announce_in_ms=0",
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                "-Dcassandra.superuser_setup_delay_ms=0",
                "-Dcassandra.skip_default_role_setup=true",
                "-Dcassandra-foreground=yes",
                "-Dlogback.configurationFile=" + logging.toUri()));
        EXPORTS.forEach(name -> flags.add("--add-exports=" + name + "=ALL-UNNAMED"));
        OPENS.forEach(name -> flags.add("--add-opens=" + name + "=ALL-UNNAMED"));
        return JavaCommand.of(flags, classPath, "org.apache.cassandra.service.CassandraDaemon");
    }

    /** The agent with which Cassandra measures its memtables; without it the node does not start. */
    private static String jamm(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .filter(jar -> Path.of(jar).getFileName().toString().startsWith("jamm-"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("jamm is not among Cassandra's jars"));
    }
}

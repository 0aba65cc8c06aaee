package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that other programs read, judged by these programs. */
@Order(1)
class OperationsFilesTest {
    private static final Path COMPOSE = Command.HOME.resolve("compose");

    /** Not on everybody's path. */
    private static final String HAPROXY = "/usr/sbin/haproxy";

    @TempDir
    private Path directory;

    @Test
    void prometheusTakesItsConfiguration() {
        succeeds(
                "promtool",
                "check",
                "config",
                COMPOSE.resolve("prometheus/prometheus.yml").toString());
    }

    @Test
    void everyAlertFiresWhenItShouldAndNotBefore() {
        succeeds(
                "promtool",
                "test",
                "rules",
                COMPOSE.resolve("prometheus/rules-test.yml").toString());
    }

    @Test
    void everyAlertHasATestAndARunbook() throws IOException {
        String tests = Files.readString(COMPOSE.resolve("prometheus/rules-test.yml"));
        String runbooks = Files.readString(Command.HOME.resolve("docs/operations/runbooks.md"));

        List<String> rules = Files.readAllLines(COMPOSE.resolve("prometheus/rules.yml"));

        assertThat(values(rules, "alert: ")).isNotEmpty().allMatch(alert -> tests.contains("alertname: " + alert));
        assertThat(values(rules, "runbook: docs/operations/runbooks.md#"))
                .hasSameSizeAs(values(rules, "alert: "))
                .allMatch(section -> runbooks.contains("\n## " + section + "\n"));
    }

    @Test
    void theAlertmanagerTakesItsConfiguration() {
        succeeds(
                "amtool",
                "check-config",
                COMPOSE.resolve("alertmanager/alertmanager.yml").toString());
    }

    @Test
    void haproxyTakesItsConfiguration() {
        succeeds(HAPROXY, "-c", "-f", COMPOSE.resolve("haproxy/haproxy.cfg").toString());
    }

    @Test
    void haproxyTakesItsConfigurationWithTls() throws IOException {
        Path key = directory.resolve("key.pem");
        Path certificate = directory.resolve("certificate.pem");
        succeeds(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "1",
                "-subj",
                "/CN=chat.example.org",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString());
        Path both = directory.resolve("tls.pem");
        Files.writeString(both, Files.readString(certificate) + Files.readString(key));
        Path tls = directory.resolve("tls.cfg");
        Files.writeString(
                tls,
                Files.readString(COMPOSE.resolve("haproxy/tls.cfg")).replace("/run/secrets/tls.pem", both.toString()));

        succeeds(
                "env",
                "FILES_HOST=files.example.org",
                HAPROXY,
                "-c",
                "-f",
                COMPOSE.resolve("haproxy/haproxy.cfg").toString(),
                "-f",
                tls.toString());
    }

    private void succeeds(String... words) {
        Command command = Command.start(directory.resolve("output.txt"), List.of(words));
        assertThat(command.await(Duration.ofMinutes(1))).as(command.output()).isZero();
    }

    private static List<String> values(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.contains(name))
                .map(line -> line.substring(line.indexOf(name) + name.length()).strip())
                .toList();
    }
}

package chat4all.local;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.accounts.AccountsFile;
import chat4all.edge.auth.TokenIssuer;
import chat4all.runtime.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerFilesTest {
    private static final Pattern VARIABLE = Pattern.compile("(?m)^([A-Z_0-9]+)='?([^'\\n]*)'?$");

    @TempDir
    private Path directory;

    @Test
    void theImageIsBuiltInStagesFromPinnedImagesAndRunsAsNobodySpecial() throws IOException {
        List<String> lines = Files.readAllLines(ComposeFile.DIRECTORY.resolve("docker/Dockerfile"));

        List<String> from =
                lines.stream().filter(line -> line.startsWith("FROM ")).toList();
        assertThat(from)
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.matches("FROM [a-z/-]+:\\d+\\.\\d+\\.\\d+\\S*( AS [a-z]+)?"));
        List<String> last = lines.subList(lines.lastIndexOf(from.get(from.size() - 1)), lines.size());
        assertThat(last).contains("USER chat4all").anyMatch(line -> line.startsWith("HEALTHCHECK "));
        assertThat(last).noneMatch(line -> line.startsWith("ADD ") || line.startsWith("ENV "));
    }

    @Test
    void theImageStartsClassesThatAreThere() throws IOException {
        String script = Files.readString(ComposeFile.DIRECTORY.resolve("docker/service"));

        List<String> mains = Pattern.compile("main=(\\S+)")
                .matcher(script)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(mains).hasSize(7).allSatisfy(name -> assertThat(
                        Class.forName(name).getMethod("main", String[].class))
                .isNotNull());
    }

    @Test
    void theSecretsThatAreMadeAreOnesTheServicesTake() throws Exception {
        Path file = directory.resolve("env");
        Process made = new ProcessBuilder(
                        ComposeFile.DIRECTORY.resolve("make-env.sh").toString(), file.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(made.exitValue()).isZero();

        var values = VARIABLE.matcher(Files.readString(file))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));

        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(values.get("ID_SECRET")).hasSize(43).isNotEqualTo(values.get("INTERNAL_TOKEN"));
        var issuer = new TokenIssuer(
                new Secret(Objects.requireNonNull(values.get("TOKEN_SIGNING_KEY"))),
                "issuer",
                "audience",
                Duration.ofHours(1));
        assertThat(issuer.issue("user_a")).contains(".");
    }

    @Test
    void theSimulatedAccountsCanBeRead() {
        assertThat(AccountsFile.read(ComposeFile.DIRECTORY.resolve("simulated-accounts.json"))
                        .all())
                .hasSize(3)
                .allSatisfy(account -> assertThat(account.baseUrl()).hasHost("simulator"));
    }
}

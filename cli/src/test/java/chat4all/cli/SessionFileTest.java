package chat4all.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFileTest {
    private static final String API = "http://localhost:8082";
    private static final Session SESSION =
            new Session(API, "ana", "user_ana", "a.b.c", Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    Path directory;

    @Test
    void keepsTheTokenForItsOwnerAlone() throws IOException {
        Path file = directory.resolve("chat4all/session.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{}");

        new SessionFile(file).write(SESSION);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(new SessionFile(file).read(API)).contains(SESSION);
    }

    @Test
    void givesATokenToNoOtherAddress() {
        SessionFile file = new SessionFile(directory.resolve("session.json"));

        file.write(SESSION);

        assertThat(file.read("http://example.org")).isEmpty();
    }

    @Test
    void takesADamagedFileAsNone() throws IOException {
        Path file = Files.writeString(directory.resolve("session.json"), "{\"api\":\"" + API + "\",\"expires");

        assertThat(new SessionFile(file).read(API)).isEmpty();
    }

    @Test
    void liesWhereTheSettingsOfTheUserAre() throws IOException {
        SessionFile.of(Map.of("XDG_CONFIG_HOME", directory.toString())).write(SESSION);

        assertThat(directory.resolve("chat4all/session.json")).exists();
        try (var files = Files.list(directory.resolve("chat4all"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void doesNotShowTheTokenWhenPrinted() {
        assertThat(SESSION.toString()).doesNotContain("a.b.c");
    }
}

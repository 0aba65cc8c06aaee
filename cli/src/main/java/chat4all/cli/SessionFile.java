package chat4all.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers who is signed in. The file can be read by its owner alone from its first byte on, is always whole, and its
 * token goes to no other address than the one that gave it.
 */
final class SessionFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    SessionFile(Path file) {
        this.file = file;
    }

    /** {@code CHAT4ALL_SESSION_FILE}, else {@code chat4all/session.json} where the user's settings are. */
    static SessionFile of(Map<String, String> environment) {
        String given = environment.getOrDefault("CHAT4ALL_SESSION_FILE", "");
        if (!given.isEmpty()) {
            return new SessionFile(Path.of(given));
        }
        String settings = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path folder = settings.isEmpty() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(settings);
        return new SessionFile(folder.resolve("chat4all").resolve("session.json"));
    }

    /** The session at this API; none when there is none or the file cannot be understood. */
    Optional<Session> read(String api) {
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            if (!json.path("api").asText().equals(api)) {
                return Optional.empty();
            }
            return Optional.of(new Session(
                    api,
                    json.path("username").asText(),
                    json.path("user_id").asText(),
                    json.path("access_token").asText(),
                    Instant.parse(json.path("expires_at").asText())));
        } catch (IOException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    void write(Session session) {
        ObjectNode json = JSON.createObjectNode()
                .put("api", session.api())
                .put("username", session.username())
                .put("user_id", session.userId())
                .put("access_token", session.token())
                .put("expires_at", session.expiresAt().toString());
        Path absolute = file.toAbsolutePath();
        try {
            Files.createDirectories(absolute.getParent());
            Path half = Files.createTempFile(
                    absolute.getParent(),
                    "session",
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(half, JSON.writeValueAsBytes(json));
            Files.move(half, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw Failure.refused("failure.session", file);
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw Failure.refused("failure.session", file);
        }
    }
}

package chat4all.edge.web;

import chat4all.runtime.config.Settings;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the web page is told of the installation; everybody may read it.
 *
 * @param socketUrl where browsers reach the gateway
 * @param simulatorUrl the simulated phones, where there are any
 * @param demoUsers who may sign in by one click, as {@code name/password}; none outside the local stack
 */
public record WebConfig(URI socketUrl, Optional<URI> simulatorUrl, List<String> demoUsers) {
    public static WebConfig from(Settings settings) {
        return new WebConfig(
                settings.uri("CHAT4ALL_WEB_SOCKET_URL", "ws://127.0.0.1:8085"),
                settings.optional("CHAT4ALL_WEB_SIMULATOR_URL")
                        .map(given -> settings.uri("CHAT4ALL_WEB_SIMULATOR_URL", given)),
                Arrays.stream(settings.text("CHAT4ALL_WEB_DEMO_USERS", "").split(","))
                        .map(String::strip)
                        .filter(user -> user.indexOf('/') > 0)
                        .toList());
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record View(URI socketUrl, @Nullable URI simulatorUrl, List<DemoUser> demoUsers) {}

    record DemoUser(String username, String password) {}

    View view() {
        return new View(
                socketUrl,
                simulatorUrl.orElse(null),
                demoUsers.stream()
                        .map(user -> user.split("/", 2))
                        .map(parts -> new DemoUser(parts[0], parts[1]))
                        .toList());
    }

    /** Scheme, host and port. */
    static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}

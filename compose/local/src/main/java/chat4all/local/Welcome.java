package chat4all.local;

import chat4all.servers.Server;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person wants to know of a stack that is up. */
final class Welcome {

    private Welcome() {}

    static String text(Layout layout) {
        List<String> servers = Stream.of(Server.values()).map(Server::id).toList();
        String addresses = layout.parts().stream()
                .filter(part -> servers.contains(part.name()))
                .map(part -> line(part.name(), part.url()))
                .collect(Collectors.joining("\n"));
        if (layout.mode() == ServicesMode.NONE) {
            return addresses;
        }
        return String.join(
                "\n",
                line("web page", layout.apiUrl() + "/"),
                line("API", layout.apiUrl()),
                line("WebSocket", layout.webSocketUrl()),
                line("phones", layout.simulatorUrl()),
                addresses,
                line("users", "user_a/pass_a  user_b/pass_b  user_c/pass_c"));
    }

    private static String line(String name, String value) {
        return "  %-10s %s".formatted(name, value);
    }
}

package chat4all.local;

import java.util.List;
import java.util.stream.Collectors;

/** What a person wants to know of a stack that is up. */
final class Welcome {

    private Welcome() {}

    static String text(Layout layout) {
        String addresses = layout.parts().stream()
                .filter(part -> !part.name().equals(Layout.SERVICES) && !isService(part.name()))
                .map(part -> line(part.name(), part.url()))
                .collect(Collectors.joining("\n"));
        if (layout.mode() == ServicesMode.NONE) {
            return addresses;
        }
        return String.join(
                "\n",
                line("API", layout.ports().apiUrl()),
                line("WebSocket", layout.ports().webSocketUrl()),
                line("phones", layout.ports().simulatorUrl()),
                addresses,
                line("users", "user_a/pass_a  user_b/pass_b  user_c/pass_c"));
    }

    private static boolean isService(String name) {
        return List.of(App.values()).stream().anyMatch(app -> app.id().equals(name));
    }

    private static String line(String name, String value) {
        return "  %-10s %s".formatted(name, value);
    }
}

package chat4all.local;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How many instances of each service a stack has: one of each that is not named, at most {@value #MOST}. */
record Scale(Map<App, Integer> counts) {

    /** Their ports are a hundred apart, and what follows belongs to the simulator. */
    static final int MOST = 9;

    static final Scale ONE_EACH = new Scale(Map.of());

    /** The services that may have more than one instance, by the names that Docker Compose knows them by, too. */
    private static final Map<String, App> NAMES = Map.of(
            "topology", App.TOPOLOGY,
            "sinks", App.SINKS,
            "edge", App.EDGE_API,
            "edge-api", App.EDGE_API,
            "push", App.WS_PUSH,
            "ws-push", App.WS_PUSH,
            "connectors", App.CONNECTORS);

    Scale {
        counts = Map.copyOf(counts);
    }

    /** @param text as {@code topology=3,edge=2}; empty: one of each */
    static Scale parse(String text) {
        Map<App, Integer> counts = new EnumMap<>(App.class);
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw refused(part, "is not NAME=NUMBER");
            }
            App app = NAMES.get(part.substring(0, equals).strip());
            if (app == null) {
                throw refused(part, "names none of topology, sinks, edge, push, connectors");
            }
            if (counts.put(app, number(part, part.substring(equals + 1).strip())) != null) {
                throw refused(part, "names " + app.id() + " a second time");
            }
        }
        return new Scale(counts);
    }

    int of(App app) {
        return counts.getOrDefault(app, 1);
    }

    boolean isMoreThanOne() {
        return counts.values().stream().anyMatch(count -> count > 1);
    }

    List<Instance> instances(App app) {
        return IntStream.range(0, of(app))
                .mapToObj(index -> new Instance(app, index))
                .toList();
    }

    List<Instance> instances() {
        return Stream.of(App.values()).flatMap(app -> instances(app).stream()).toList();
    }

    /** As it can be parsed. */
    String text() {
        return Stream.of(App.values())
                .filter(counts::containsKey)
                .map(app -> app.id() + "=" + of(app))
                .collect(Collectors.joining(","));
    }

    private static int number(String part, String digits) {
        if (!digits.matches("[1-" + MOST + "]")) {
            throw refused(part, "does not say a number from 1 to " + MOST);
        }
        return Integer.parseInt(digits);
    }

    private static StackFailure refused(String part, String why) {
        return new StackFailure(
                "--scale: \"" + part + "\" " + why + ". Write for example --scale topology=3,edge=2,push=2,sinks=2");
    }
}

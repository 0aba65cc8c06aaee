package chat4all.local;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Docker Compose's {@code haproxy.cfg} for processes of this machine: its rules, times and checks stay as they are; names
 * that Docker's DNS would know become addresses, and what it binds is bound on the loopback interface.
 */
final class BalancerConfig {

    private static final Map<Integer, App> APP_BY_PORT =
            Balancer.APPS.stream().collect(Collectors.toMap(new StackPorts(0)::of, app -> app));

    /** There is one store, which is reached without a balancer, and no DNS. */
    private static final List<String> LEFT_OUT = List.of("resolvers docker", "frontend files", "backend s3");

    private static final Pattern SECTIONS =
            Pattern.compile("(?m)^(?=(?:global|defaults|resolvers|frontend|backend)\\b)");
    private static final Pattern BIND = Pattern.compile("bind :(\\d+)");
    private static final Pattern SERVERS = Pattern.compile("server-template (\\S+) \\d+ \\S+:(\\d+)");
    /** How many connections there may be, HAProxy finds out from the limits of the user. */
    private static final Pattern GLOBALS = Pattern.compile("(?m)^ *(?:stats socket|maxconn) .*\\n");

    private BalancerConfig() {}

    static String of(String template, Layout layout) {
        String wanted = SECTIONS.splitAsStream(template)
                .filter(section -> LEFT_OUT.stream().noneMatch(section::startsWith))
                .collect(Collectors.joining());
        String local = GLOBALS.matcher(wanted).replaceAll("").replace(" resolvers docker init-addr none", "");
        String bound = BIND.matcher(local).replaceAll(match -> "bind 127.0.0.1:" + bound(match.group(1), layout));
        return SERVERS.matcher(bound)
                .replaceAll(match -> Matcher.quoteReplacement(servers(match.group(1), match.group(2), layout)));
    }

    private static int bound(String port, Layout layout) {
        App app = APP_BY_PORT.get(Integer.valueOf(port));
        return app == null ? layout.ports().balancer() : layout.ports().balanced(app);
    }

    private static String servers(String name, String port, Layout layout) {
        App app = APP_BY_PORT.get(Integer.valueOf(port));
        Stream<Instance> instances = app == null ? Stream.of() : layout.scale().instances(app).stream();
        return instances
                .map(instance -> "server %s-%d 127.0.0.1:%d"
                        .formatted(name, instance.index() + 1, instance.port(layout.ports())))
                .collect(Collectors.joining("\n    "));
    }
}

package chat4all.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many sockets that mostly hear nothing: what each takes, and how soon a message to one of them is there. */
@Command(
        name = "idle",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Opens many sockets; how much memory each takes, and how soon a message to one of them arrives.")
final class IdleSockets implements Callable<Integer> {
    private static final int PATIENCE_SECONDS = 60;

    @Option(names = "--sockets", defaultValue = "10000", description = "how many (${DEFAULT-VALUE})")
    private int sockets;

    @Option(
            names = "--talks",
            defaultValue = "100",
            description = "to how many of them somebody writes (${DEFAULT-VALUE})")
    private int talks;

    @Option(names = "--rate", defaultValue = "200", description = "messages a second (${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--seconds", defaultValue = "30", description = "how long (${DEFAULT-VALUE})")
    private int seconds;

    @Mixin
    private Crowd crowd = new Crowd();

    @Override
    public Integer call() {
        var client = crowd.platform().client();
        var people = crowd.people(2 * talks);
        var pairs = People.pair(crowd.run(), people, talks);
        pairs.forEach(pair -> say(client, pair, "greeting").expect(202));
        var others = crowd.listeners(Math.max(0, sockets - talks));
        var load = new Steady(rate, seconds);
        var arrivals = new Arrivals(load.count(), 1);
        var all = Crowd.sockets(
                client,
                Stream.concat(pairs.stream().map(Talk::other), others.stream()).toList(),
                arrivals);

        var watched = crowd.platform().watched();
        var before = Cpu.read(watched);
        System.err.println("opening " + all.size() + " sockets");
        crowd.connect(all);
        var connected = Cpu.read(watched);
        System.err.println("writing");
        load.run((number, intended) -> {
            var content = "message " + number;
            arrivals.expect(content, intended);
            return client.post(
                    "/v1/messages", pairs.get(number % talks).one(), body(pairs.get(number % talks), content));
        });
        boolean complete = arrivals.awaitAll(PATIENCE_SECONDS);
        var after = Cpu.read(watched);
        all.forEach(CrowdSocket::cut);

        var figures = new Figures()
                .text("measured", "idle")
                .count("sockets", all.size())
                .number("messages_per_second", rate)
                .count("refused", load.refused())
                .count("missing", arrivals.missing())
                .times("socket", arrivals.each());
        grown(before, connected, "opened", figures, all.size());
        grown(before, after, "written", figures, all.size());
        figures.costs("message", Cpu.between(connected, after, load.count()));
        crowd.platform().print(figures.text(), figures.json());
        return complete && load.refused() == 0 ? 0 : 1;
    }

    /** What each process has grown by for each socket, when all are open and when messages have flowed. */
    private static void grown(
            List<Cpu.Usage> before, List<Cpu.Usage> after, String when, Figures figures, int sockets) {
        List<Cpu.Usage> left = new ArrayList<>(before);
        for (var now : after) {
            left.stream()
                    .filter(then -> then.process().equals(now.process()))
                    .forEach(then -> figures.number(
                            "resident_kb_per_socket_%s_%s"
                                    .formatted(when, now.process().name()),
                            (now.residentMegabytes() - then.residentMegabytes()) * 1_024.0 / sockets));
        }
    }

    private static Answer say(Api client, Talk pair, String content) {
        return client.post("/v1/messages", pair.one(), body(pair, content)).join();
    }

    private static Map<String, String> body(Talk pair, String content) {
        return Map.of(
                "conversation_id", pair.conversationId(),
                "recipient_id", pair.other().userId(),
                "content", content);
    }
}

package chat4all.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One group, all of whose members are online: when the first and the last of them has a message, and what it costs. */
@Command(
        name = "group",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes in a group whose members are all online; how soon the last has it, and what it costs.")
final class GroupTalk implements Callable<Integer> {
    private static final int PATIENCE_SECONDS = 60;
    private static final double WARM_UP_PART = 0.2;

    @Option(names = "--members", defaultValue = "256", description = "2 to 256 (${DEFAULT-VALUE})")
    private int members;

    @Option(names = "--rate", defaultValue = "5", description = "messages a second (${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--seconds", defaultValue = "30", description = "how long (${DEFAULT-VALUE})")
    private int seconds;

    @Mixin
    private Crowd crowd = new Crowd();

    @Override
    public Integer call() {
        var client = crowd.platform().client();
        var groups = new Groups(client);
        var group = groups.make(crowd.people(members));
        var warmUp = new Steady(rate, (int) Math.max(5, seconds * WARM_UP_PART));
        var load = new Steady(rate, seconds);
        var warming = new Arrivals(warmUp.count(), members);
        var arrivals = new Arrivals(load.count(), members);
        var sockets = Crowd.sockets(
                client, group.members(), (by, content, nanos) -> (content.startsWith("warm") ? warming : arrivals)
                        .message(by, content, nanos));
        crowd.connect(sockets);
        run(groups, group, warmUp, "warm up ", warming);

        var watched = crowd.platform().watched();
        var before = Cpu.read(watched);
        boolean complete = run(groups, group, load, "message ", arrivals);
        var after = Cpu.read(watched);
        sockets.forEach(CrowdSocket::cut);

        var figures = new Figures()
                .text("measured", "group")
                .count("members", members)
                .number("messages_per_second", rate)
                .count("refused", load.refused())
                .count("missing", arrivals.missing())
                .count("told_again", arrivals.unexpected())
                .times("each_socket", arrivals.each())
                .times("last_socket", arrivals.last())
                .costs("message", Cpu.between(before, after, load.count()));
        crowd.platform().print(figures.text(), figures.json());
        return complete && load.refused() == 0 && arrivals.unexpected() == 0 ? 0 : 1;
    }

    private static boolean run(Groups groups, Groups.Group group, Steady load, String prefix, Arrivals arrivals) {
        load.run((number, intended) -> {
            arrivals.expect(prefix + number, intended);
            return groups.say(group, prefix + number);
        });
        return arrivals.awaitAll(PATIENCE_SECONDS);
    }
}

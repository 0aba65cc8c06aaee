package chat4all.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everybody was cut off, missed something, and comes back at the same moment: how long until all have it all. */
@Command(
        name = "storm",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Cuts many sockets that miss messages and all return at once; how long until all are caught up.")
final class Storm implements Callable<Integer> {

    @Option(names = "--sockets", defaultValue = "5000", description = "how many (${DEFAULT-VALUE})")
    private int count;

    @Option(
            names = "--devices",
            defaultValue = "1",
            description = "of each user; the more, the fewer users have to be registered (${DEFAULT-VALUE})")
    private int devices;

    @Option(
            names = "--group",
            defaultValue = "250",
            description = "members of each group, at most 256 (${DEFAULT-VALUE})")
    private int size;

    @Option(names = "--missed", defaultValue = "10", description = "messages that each misses (${DEFAULT-VALUE})")
    private int missed;

    @Mixin
    private Crowd crowd = new Crowd();

    @Override
    public Integer call() {
        var client = crowd.platform().client();
        var people = crowd.people(count / devices);
        var groups = new Groups(client);
        List<Groups.Group> made = new ArrayList<>();
        for (int from = 0; from < people.size(); from += size) {
            made.add(groups.make(people.subList(from, Math.min(people.size(), from + size))));
        }
        var all = IntStream.range(0, devices)
                .boxed()
                .flatMap(device -> people.stream())
                .toList();
        var sockets = Crowd.sockets(client, all, (by, content, nanos) -> {});
        System.err.println("opening " + sockets.size() + " sockets");
        crowd.connect(sockets);
        sockets.forEach(CrowdSocket::cut);
        made.forEach(group -> {
            for (int number = 0; number < missed; number++) {
                groups.say(group, "missed " + number).join().expect(202);
            }
        });

        System.err.println("all return");
        var watched = crowd.platform().watched();
        var before = Cpu.read(watched);
        long began = System.nanoTime();
        int again = crowd.connectAtOnce(sockets);
        double seconds = (System.nanoTime() - began) / 1e9;
        var after = Cpu.read(watched);
        long complete =
                sockets.stream().filter(socket -> isComplete(socket, made)).count();
        sockets.forEach(CrowdSocket::cut);

        var figures = new Figures()
                .text("measured", "storm")
                .count("sockets", sockets.size())
                .count("users", people.size())
                .count("missed_messages_each", missed)
                .number("seconds_until_all_resumed", seconds)
                .count("connections_tried_again", again)
                .count("complete", complete)
                .costs("socket", Cpu.between(before, after, sockets.size()));
        crowd.platform().print(figures.text(), figures.json());
        return complete == sockets.size() ? 0 : 1;
    }

    /** The making of the group is its first event. */
    private boolean isComplete(CrowdSocket socket, List<Groups.Group> groups) {
        return groups.stream().anyMatch(group -> socket.position(group.id()) == 1 + missed);
    }
}

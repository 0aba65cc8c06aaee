package chat4all.bench;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The list of conversations of somebody who has very many. */
@Command(
        name = "inbox",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Reads the list of conversations of a user who has many; how long it takes.")
final class Inbox implements Callable<Integer> {
    private static final int TOGETHER = 50;

    @Option(names = "--conversations", defaultValue = "1000", description = "how many (${DEFAULT-VALUE})")
    private int conversations;

    @Option(names = "--reads", defaultValue = "500", description = "how often the list is read (${DEFAULT-VALUE})")
    private int reads;

    @Option(names = "--limit", defaultValue = "20", description = "conversations on a page (${DEFAULT-VALUE})")
    private int limit;

    @Mixin
    private Crowd crowd = new Crowd();

    @Override
    public Integer call() {
        var client = crowd.platform().client();
        var people = crowd.people(2);
        var reader = people.get(1);
        System.err.println("beginning " + conversations + " conversations");
        for (int from = 0; from < conversations; from += TOGETHER) {
            IntStream.range(from, Math.min(conversations, from + TOGETHER))
                    .mapToObj(i -> client.post(
                            "/v1/messages",
                            people.get(0),
                            Map.of(
                                    "conversation_id", "inbox_" + crowd.run() + "_" + i,
                                    "recipient_id", reader.userId(),
                                    "content", "message " + i)))
                    .toList()
                    .forEach(answer -> answer.join().expect(202));
        }
        read(client, reader, reads / 5);
        var watched = crowd.platform().watched();
        var before = Cpu.read(watched);
        var times = read(client, reader, reads);
        var after = Cpu.read(watched);
        int found = all(client, reader);

        var figures = new Figures()
                .text("measured", "inbox")
                .count("conversations", conversations)
                .count("conversations_listed", found)
                .count("page", limit)
                .times("list", times)
                .costs("read", Cpu.between(before, after, reads));
        crowd.platform().print(figures.text(), figures.json());
        return found == conversations ? 0 : 1;
    }

    private Histogram read(Api client, Participant reader, int times) {
        var micros = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            client.get("/v1/conversations?limit=" + limit, reader).join().expect(200);
            micros.recordValue((System.nanoTime() - began) / 1_000);
        }
        return micros;
    }

    /** From the first page to the last. */
    private int all(Api client, Participant reader) {
        int found = 0;
        String cursor = "";
        do {
            var page = client.get("/v1/conversations?limit=100" + cursor, reader)
                    .join()
                    .expect(200);
            found += page.path("conversations").size();
            var next = page.path("next_cursor");
            cursor = next.isTextual() ? "&cursor=" + Api.encoded(next.asText()) : "";
        } while (!cursor.isEmpty());
        return found;
    }
}

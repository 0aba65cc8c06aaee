package chat4all.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Puts load on a running Chat4All through its public API and then keeps it to its word. Exit codes: 0 when the books are
 * clean and the rate was kept, 1 when anything was lost, doubled, reordered or altered or the rate was not kept, 2 for
 * wrong arguments, 3 when it could not run.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Puts load on a running Chat4All, then compares what was accepted with what was stored and pushed.",
        footer = {
            "",
            "Exit code 1 when anything was lost, doubled, reordered or altered, or, in a scenario with a rate (warmup,",
            "rate, soak), when a message was never accepted or less than 95 %% of the rate was carried; 3 when it could",
            "not run.",
            "The last line of the output is one JSON object."
        },
        subcommands = {FilesBench.class, IdleSockets.class, Storm.class, GroupTalk.class, Inbox.class})
public final class Bench implements Callable<Integer> {
    private static final int NOT_CLEAN = 1;
    private static final int COULD_NOT_RUN = 3;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..1",
            defaultValue = "BASELINE",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private Scenario scenario = Scenario.BASELINE;

    @Option(
            names = "--rate",
            defaultValue = "100",
            description = "messages a second, for rate and soak (${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--seconds", description = "how long, or how long each step of max (by default the scenario's own)")
    private int seconds;

    @Option(names = "--warmup", description = "seconds of the same load before rate is measured")
    private int warmup;

    @Option(
            names = "--minutes",
            defaultValue = "10",
            description = "how long soak takes, at most 55 (${DEFAULT-VALUE})")
    private int minutes;

    @Option(names = "--users", description = "how many participants (by default the scenario's own)")
    private int users;

    @Option(names = "--conversations", description = "how many direct conversations (by default one for two users)")
    private int conversations;

    @Option(names = "--no-push", description = "do not hold it against the platform when a socket hears nothing")
    private boolean noPush;

    @Option(
            names = "--no-rate",
            description = "do not hold it against the platform when messages stay unanswered or the rate is not kept")
    private boolean noRate;

    @Option(
            names = "--give-up",
            defaultValue = "30",
            description = "seconds for which a message is retried (${DEFAULT-VALUE})")
    private int giveUp;

    @Option(
            names = "--patience",
            defaultValue = "60",
            description = "seconds for everything to arrive afterwards (${DEFAULT-VALUE})")
    private int patience;

    @Mixin
    private Platform platform = new Platform();

    private final Runnable begun;
    private final boolean forPrograms;

    private Bench(Runnable begun, boolean forPrograms) {
        this.begun = begun;
        this.forPrograms = forPrograms;
    }

    public static void main(String[] args) {
        System.exit(execute(new Bench(() -> {}, true), args));
    }

    /**
     * As part of a demo: without the line of JSON.
     *
     * @param begun run when everybody is there and the load begins
     */
    static int play(Runnable begun, String... args) {
        return execute(new Bench(begun, false), args);
    }

    private static int execute(Bench bench, String... args) {
        return new CommandLine(bench)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failed, command, parsed) -> {
                    if (failed instanceof ApiException known) {
                        return couldNotRun(known);
                    }
                    throw failed;
                })
                .execute(args);
    }

    @Override
    public Integer call() {
        try {
            var report = measure(Long.toString(System.currentTimeMillis(), 36));
            platform.print(report.text(), report.json(), forPrograms);
            return keptItsWord(report) ? 0 : NOT_CLEAN;
        } catch (ApiException e) {
            return couldNotRun(e);
        } catch (CompletionException e) {
            if (e.getCause() instanceof ApiException known) {
                return couldNotRun(known);
            }
            throw e;
        }
    }

    private boolean keptItsWord(Report report) {
        var verdict = report.verdict();
        return verdict.clean()
                && verdict.accepted() > 0
                && (noRate || report.shortfalls().isEmpty());
    }

    private static int couldNotRun(ApiException e) {
        System.err.println(e.getMessage());
        return COULD_NOT_RUN;
    }

    private Report measure(String run) {
        var watched = platform.watched();
        var client = platform.client();
        var ledger = new Ledger(run);
        var people = new People(client).register(run, participants());
        var talks = People.pair(run, people, conversations > 0 ? conversations : people.size() / 2);
        var listeners = people.stream()
                .map(participant -> new Listener(client, participant, ledger))
                .toList();
        connect(listeners);
        try {
            return measure(client, ledger, people, talks, watched);
        } finally {
            listeners.forEach(Listener::close);
        }
    }

    private Report measure(
            Api client, Ledger ledger, List<Participant> people, List<Talk> talks, List<Cpu.Watched> watched) {
        var sender = new Sender(client, ledger, Duration.ofSeconds(giveUp));
        var load = new Load(ledger, sender, talks);
        load.greetings();
        new Settlement(ledger, Duration.ofSeconds(10)).awaitSockets();
        long greetings = ledger.accepted();
        var before = Cpu.read(watched);

        System.err.printf(Locale.ROOT, "%s: %d users, %d conversations%n", name(), people.size(), talks.size());
        begun.run();
        scenario.play(load, new Scenario.Settings(rate, seconds, warmup, Math.min(55, minutes)));
        load.drain();

        long answered = System.nanoTime();
        var settlement = new Settlement(ledger, Duration.ofSeconds(patience));
        if (!noPush) {
            settlement.awaitSockets();
        }
        var after = Cpu.read(watched);
        var history = settlement.awaitHistories(new Histories(client, ledger.run())::read, talks);
        long settled = (System.nanoTime() - answered) / 1_000_000;
        return new Report(
                name(),
                ledger.run(),
                people.size(),
                talks.size(),
                ledger.phases(),
                Reconciliation.of(ledger.sent(), history, ledger.pushed(), !noPush),
                sender.refusals(),
                Cpu.between(before, after, ledger.accepted() - greetings),
                ledger.statuses(),
                ledger.disconnects(),
                settled);
    }

    private String name() {
        return scenario.name().toLowerCase(Locale.ROOT);
    }

    /** An even number: they talk in pairs. */
    private int participants() {
        int wanted = users > 0 ? users : scenario.users();
        return Math.max(2, wanted + wanted % 2);
    }

    private void connect(List<Listener> listeners) {
        try {
            CompletableFuture.allOf(listeners.stream().map(Listener::connect).toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw new ApiException(
                    "The WebSocket gateway cannot be reached at " + platform.socket() + ": " + e.getCause());
        }
    }
}

package chat4all.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Kills processes of the local stack, as {@code kill -9} does, while people write to each other, and then compares what
 * was accepted with what was stored and pushed. The stack starts again what dies.
 */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = "Kills one process of the local stack after another under load, and counts what was lost.")
final class FaultsDemo extends Play {
    private static final int RATE = 20;
    private static final int BEFORE_SECONDS = 5;
    private static final int EACH_SECONDS = 20;
    /** The services are one process, or the topology has its own. */
    private static final List<String> USUAL = List.of("services", "topology", "redis", "kafka", "cassandra");

    @Option(
            names = "--kill",
            split = ",",
            paramLabel = "NAME",
            description = "which, in this order (by default the services or the topology, Redis, Kafka, Cassandra)")
    private List<String> victims = List.of();

    @Override
    boolean play(Stage stage) {
        stage.say("title");
        var dying = dying(stage);
        int seconds = BEFORE_SECONDS + EACH_SECONDS * dying.size();
        stage.say("faults.begin", RATE, seconds);
        var executioner = Executors.newSingleThreadScheduledExecutor();
        try {
            boolean clean = load(stage, seconds, () -> schedule(executioner, stage, dying)) == 0;
            return stage.verdict(clean, "faults.right", dying.size());
        } finally {
            executioner.shutdownNow();
        }
    }

    private static int load(Stage stage, int seconds, Runnable begun) {
        return Bench.play(
                begun,
                "rate",
                "--rate",
                Integer.toString(RATE),
                "--seconds",
                Integer.toString(seconds),
                "--users",
                "10",
                "--no-rate",
                "--give-up",
                "60",
                "--patience",
                "120",
                "--api",
                stage.http().toString(),
                "--ws",
                stage.socket().toString());
    }

    private List<Cpu.Watched> dying(Stage stage) {
        var file = stage.statusFile();
        if (file == null) {
            throw new ApiException(stage.words().of("faults.local"));
        }
        Map<String, Cpu.Watched> processes = Cpu.fromStatus(file).stream()
                .collect(Collectors.toMap(Cpu.Watched::name, Function.identity(), (first, second) -> first));
        var found = new ArrayList<Cpu.Watched>();
        for (var name : victims.isEmpty() ? USUAL : victims) {
            var process = processes.get(name);
            if (process != null) {
                found.add(process);
            } else if (!victims.isEmpty()) {
                throw new ApiException(stage.words().of("faults.unknown", name, processes.keySet()));
            }
        }
        return found;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nothing can be done about a process that is gone already
    private static void schedule(ScheduledExecutorService executioner, Stage stage, List<Cpu.Watched> dying) {
        for (int i = 0; i < dying.size(); i++) {
            var process = dying.get(i);
            executioner.schedule(
                    () -> kill(stage, process), BEFORE_SECONDS + i * (long) EACH_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void kill(Stage stage, Cpu.Watched process) {
        boolean killed = ProcessHandle.of(process.pid())
                .map(ProcessHandle::destroyForcibly)
                .orElse(false);
        stage.fact(killed ? "faults.kill" : "faults.gone", process.name(), process.pid());
    }
}

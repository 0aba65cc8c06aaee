package chat4all.local;

import chat4all.servers.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** Runs a client program against the stack, in a JVM of its own, and ends with its exit code. */
abstract class ClientCommand implements Callable<Integer> {

    static final String API_URL = "CHAT4ALL_API_URL";
    static final String WEB_SOCKET_URL = "CHAT4ALL_WS_URL";
    static final String SIMULATOR_URL = "CHAT4ALL_SIMULATOR_URL";
    /** With one of these the program needs no stack of ours. */
    private static final Set<String> SPEAK_FOR_THEMSELVES = Set.of("--api", "--help", "-h", "--version");

    @Mixin
    private StackOptions stack = new StackOptions();

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    private final String mainClass;

    ClientCommand(String mainClass) {
        this.mainClass = mainClass;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Layout layout = stack.layoutOrStarted();
        List<String> all = new ArrayList<>(arguments);
        if (Collections.disjoint(arguments, SPEAK_FOR_THEMSELVES)) {
            if (stack.running().isEmpty()) {
                throw new StackFailure(
                        "Chat4All is not running in " + stack.data().root() + ": ./chat4all up");
            }
            all.addAll(List.of("--api", layout.apiUrl(), "--ws", layout.webSocketUrl()));
            all.addAll(statusFile(stack.data(), layout));
        }
        List<String> flags = List.of("-Xmx1g", "-XX:+UseParallelGC");
        ProcessBuilder client = new ProcessBuilder(JavaCommand.of(
                        flags, System.getProperty("java.class.path"), mainClass, all.toArray(String[]::new)))
                .inheritIO();
        client.environment().put(API_URL, layout.apiUrl());
        client.environment().put(WEB_SOCKET_URL, layout.webSocketUrl());
        client.environment().put(SIMULATOR_URL, layout.simulatorUrl());
        return client.start().waitFor();
    }

    /** They are told the processes: one reports their CPU time, the other kills them. */
    private static List<String> statusFile(DataDirectory data, Layout layout) throws IOException {
        Path file = data.run().resolve("status.json");
        Files.writeString(file, Status.of(data, layout).json());
        return List.of("--status-file", file.toString());
    }

    /** People talk to each other through the public API. */
    @Command(name = "demo", description = "watch it work: conversation, files, notifications, faults")
    static final class Demo extends ClientCommand {
        Demo() {
            super("chat4all.bench.Demo");
        }
    }

    /** The load generator. */
    @Command(name = "bench", description = "put load on the stack and reconcile what came of it")
    static final class Bench extends ClientCommand {
        Bench() {
            super("chat4all.bench.Bench");
        }
    }
}

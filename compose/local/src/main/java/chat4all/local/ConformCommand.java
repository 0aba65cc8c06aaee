package chat4all.local;

import chat4all.servers.JavaCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Compares a real platform with what the simulator is held to; needs no stack. */
@Command(name = "conform", description = "ask a real platform what the simulator is held to")
final class ConformCommand implements Callable<Integer> {
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new ProcessBuilder(JavaCommand.of(
                        List.of("-Xmx128m"),
                        System.getProperty("java.class.path"),
                        "chat4all.connectors.conformance.ConformApp",
                        arguments.toArray(String[]::new)))
                .inheritIO()
                .start()
                .waitFor();
    }
}

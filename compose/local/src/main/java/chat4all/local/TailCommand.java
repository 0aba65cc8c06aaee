package chat4all.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the records of a topic as {@code key<TAB>value}: by kcat when it is installed, else by a consumer of our own. */
@Command(name = "tail", mixinStandardHelpOptions = true, description = "print the records of a topic as they come")
final class TailCommand implements Callable<Integer> {

    @Mixin
    private StackOptions stack = new StackOptions();

    @Parameters(paramLabel = "TOPIC")
    private String topic = "";

    @Option(names = "--from-beginning", description = "with everything that is still kept")
    private boolean fromBeginning;

    @Override
    public Integer call() throws IOException, InterruptedException {
        String bootstrap =
                "127.0.0.1:" + stack.layoutOrStarted().ports().servers().kafka();
        Optional<Path> kcat = Commands.onPath("kcat").or(() -> Commands.onPath("kafkacat"));
        if (kcat.isPresent()) {
            return kcat(kcat.get(), bootstrap);
        }
        new TopicPrinter(bootstrap, topic, fromBeginning, new Console()).run();
        return 0;
    }

    private int kcat(Path kcat, String bootstrap) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(kcat.toString(), "-C", "-u", "-q", "-b", bootstrap, "-t", topic));
        command.addAll(List.of("-f", "%k\t%s\n", "-o", fromBeginning ? "beginning" : "end"));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}

package chat4all.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How one child process is started, known to serve, and ended.
 *
 * @param name what people call it; also the name of its log file
 * @param preparation done before every start: writes configuration, formats storage that was never formatted
 * @param environment added to the inherited one; an empty value takes a variable away
 * @param port where its clients reach it
 * @param stopWithin how long it may take to end by itself before it is killed
 */
public record ProcessSpec(
        String name,
        Preparation preparation,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        int port,
        Probe probe,
        Duration readyWithin,
        Duration stopWithin) {

    /** Local work that must be done before the process starts; repeating it changes nothing. */
    @FunctionalInterface
    public interface Preparation {
        void run() throws IOException, InterruptedException;
    }

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The same process behind a launcher such as {@code setsid}. */
    public ProcessSpec behind(List<String> launcher) {
        List<String> all = new ArrayList<>(launcher);
        all.addAll(command);
        return new ProcessSpec(
                name, preparation, all, environment, directory, log, port, probe, readyWithin, stopWithin);
    }
}

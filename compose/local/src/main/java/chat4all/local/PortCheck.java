package chat4all.local;

import chat4all.servers.Ports;
import java.util.List;
import java.util.Map;

/** Looks before the start whether somebody else has one of the ports, and says who. */
final class PortCheck {

    private PortCheck() {}

    /** One sentence for each port that is taken. */
    static List<String> problems(Map<Integer, String> ownerByPort) {
        return ownerByPort.entrySet().stream()
                .filter(entry -> !Ports.isFree(entry.getKey()))
                .map(entry -> "Port " + entry.getKey() + " (" + entry.getValue() + ") is in use"
                        + PortHolder.of(entry.getKey()).map(PortCheck::describe).orElse("."))
                .toList();
    }

    private static String describe(ProcessHandle process) {
        String command = process.info().command().orElse("unknown command");
        return " by process " + process.pid() + " (" + command + ").";
    }
}

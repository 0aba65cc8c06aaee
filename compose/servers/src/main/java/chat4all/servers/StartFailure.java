package chat4all.servers;

import java.util.List;

/** A process did not come to serve: says which, why, what it logged last, and what may help. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartFailure(String component, String reason, List<String> lastLines) {
        super(describe(component, reason, lastLines));
    }

    private static String describe(String component, String reason, List<String> lastLines) {
        StringBuilder text =
                new StringBuilder(component).append(" did not start: ").append(reason);
        if (!lastLines.isEmpty()) {
            text.append("\nThe last lines of its log:");
            lastLines.forEach(line -> text.append("\n  | ").append(line));
        }
        Hints.from(lastLines).ifPresent(hint -> text.append("\nHint: ").append(hint));
        return text.toString();
    }
}

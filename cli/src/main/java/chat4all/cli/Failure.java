package chat4all.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Why a command could not be done, told in the user's language, with the exit code that scripts see. */
final class Failure extends RuntimeException {
    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;

    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final String key;
    private final transient Object[] arguments;
    private final transient JsonNode problem;

    private Failure(int exitCode, String key, JsonNode problem, Object... arguments) {
        super(key);
        this.exitCode = exitCode;
        this.key = key;
        this.arguments = arguments.clone();
        this.problem = problem;
    }

    /** The API answered with a problem document (RFC 9457). */
    static Failure refused(int status, JsonNode problem) {
        return new Failure(REFUSED, "failure.refused", problem, status);
    }

    static Failure refused(String key, Object... arguments) {
        return new Failure(REFUSED, key, MissingNode.getInstance(), arguments);
    }

    static Failure usage(String key, Object... arguments) {
        return new Failure(USAGE, key, MissingNode.getInstance(), arguments);
    }

    static Failure unreachable(Object address) {
        return new Failure(UNREACHABLE, "failure.unreachable", MissingNode.getInstance(), address);
    }

    int exitCode() {
        return exitCode;
    }

    /** Whether the same can succeed later. */
    boolean passes() {
        return exitCode == UNREACHABLE || problem.path("status").asInt() == 503;
    }

    JsonNode problem() {
        return problem;
    }

    String explain(Texts texts) {
        if (!problem.hasNonNull("code")) {
            return texts.of(key, arguments);
        }
        StringBuilder text = new StringBuilder(texts.or(
                "problem." + problem.path("code").asText(),
                Plain.text(problem.path("title").asText())));
        text.append("\n  ").append(Plain.text(problem.path("detail").asText()));
        for (JsonNode error : problem.path("errors")) {
            text.append("\n  • ")
                    .append(Plain.text(error.path("pointer").asText().replaceFirst("^[/?]", "")))
                    .append(": ")
                    .append(Plain.text(error.path("detail").asText()));
        }
        if (problem.path("status").asInt() >= 500) {
            text.append("\n  trace_id: ")
                    .append(Plain.text(problem.path("trace_id").asText()));
        }
        return text.toString();
    }
}

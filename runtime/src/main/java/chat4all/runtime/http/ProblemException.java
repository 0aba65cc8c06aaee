package chat4all.runtime.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ends a request with a problem; it is an answer, not a fault, so it has no stack trace and is not logged. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    public static ProblemException of(int status, String code, String detail) {
        return new ProblemException(Problem.of(status, code, detail));
    }

    /** 400 {@code validation} with the faulty fields. */
    public static ProblemException validation(String detail, List<Problem.FieldError> errors) {
        return new ProblemException(new Problem(400, "validation", Titles.of(400), detail, errors));
    }

    /** Adds {@code Retry-After}, rounded up to whole seconds. */
    public ProblemException retryAfter(Duration delay) {
        return header("Retry-After", Long.toString(delay.plusMillis(999).toSeconds()));
    }

    /** Adds a header to the answer. */
    public ProblemException header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Problem problem() {
        return problem;
    }

    Map<String, String> headers() {
        return headers;
    }
}

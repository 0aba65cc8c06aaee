package chat4all.runtime.http;

import java.util.List;

/** What went wrong, for the caller (RFC 9457); {@code code} is stable, {@code detail} is for people. */
public record Problem(int status, String code, String title, String detail, List<FieldError> errors) {

    /** One faulty field: a JSON pointer (RFC 6901) into the request body, and why it is refused. */
    public record FieldError(String pointer, String code, String detail) {}

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, Titles.of(status), detail, List.of());
    }
}

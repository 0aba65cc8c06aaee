package chat4all.edge.http;

import chat4all.runtime.http.Problem;
import chat4all.runtime.http.Problem.FieldError;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.RejectionCode;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** The problems that several routes answer. */
public final class Problems {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private Problems() {}

    /** Also for what the caller may not know of. */
    public static ProblemException notFound(String what) {
        return ProblemException.of(404, "not-found", "There is no such " + what + ", or you may not see it.");
    }

    public static ProblemException notAMember() {
        return ProblemException.of(403, "not-a-member", "You are not a member of this conversation.");
    }

    /** 422 for user ids without an account, each told at the place where the request names it. */
    public static ProblemException noUsers(List<String> userIds, UnaryOperator<String> pointer) {
        var code = RejectionCode.RECIPIENT_INVALID.code();
        var detail = String.join(", ", userIds) + (userIds.size() == 1 ? " is not a user." : " are not users.");
        var errors = userIds.stream()
                .map(userId -> new FieldError(pointer.apply(userId), code, "is not a user"))
                .toList();
        return new ProblemException(
                new Problem(422, code, Problem.of(422, code, detail).title(), detail, errors));
    }

    public static ProblemException unavailable(String detail) {
        return ProblemException.of(503, "unavailable", detail).retryAfter(RETRY);
    }

    /** 422 with the fields at fault. */
    public static ProblemException refused(String code, String detail, List<FieldError> errors) {
        return refused(422, code, detail, errors);
    }

    public static ProblemException refused(int status, String code, String detail, List<FieldError> errors) {
        var problem = Problem.of(status, code, detail);
        return new ProblemException(new Problem(problem.status(), code, problem.title(), detail, errors));
    }

    public static ProblemException invalidParameter(String name, String rule) {
        return ProblemException.validation(
                "A query parameter is not valid.", List.of(new FieldError("?" + name, "invalid", rule)));
    }
}

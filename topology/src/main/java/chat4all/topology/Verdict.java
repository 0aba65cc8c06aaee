package chat4all.topology;

import chat4all.schemas.RejectedMessage;
import java.util.List;

/** What a step makes of a command: something that goes on, or a refusal that is recorded. */
sealed interface Verdict<T> {
    record Passed<T>(T value) implements Verdict<T> {}

    record Refused<T>(RejectedMessage rejection) implements Verdict<T> {}

    /** What goes on: one value or none. */
    default List<T> passed() {
        return this instanceof Passed<T> passed ? List.of(passed.value()) : List.of();
    }

    /** What is recorded as refused: one value or none. */
    default List<RejectedMessage> refused() {
        return this instanceof Refused<T> refused ? List.of(refused.rejection()) : List.of();
    }
}

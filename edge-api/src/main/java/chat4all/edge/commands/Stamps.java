package chat4all.edge.commands;

import chat4all.edge.ids.KeyedHash;
import chat4all.runtime.http.Problem.FieldError;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.Validation;
import chat4all.schemas.Violation;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names commands. With the header {@code Idempotency-Key} the name is a keyed hash of actor, conversation and key, so that
 * a retry is recognised by the topology and answered as the first; without one it is fresh.
 */
public final class Stamps {
    private static final String PREFIX = "cmd_";
    private static final String HEADER = "Idempotency-Key";

    private final KeyedHash hash;
    private final TimeBasedEpochRandomGenerator fresh = Generators.timeBasedEpochRandomGenerator();

    public Stamps(KeyedHash hash) {
        this.hash = hash;
    }

    /** The client's own id of the request; 400 when it has no form. */
    public static Optional<String> key(Context context) {
        var key = Optional.ofNullable(context.header(HEADER));
        if (key.isPresent() && !Validation.CLIENT_ID.matcher(key.get()).matches()) {
            var rule = "must have 1 to 128 characters, none of them a control character";
            throw ProblemException.validation(
                    "The header is not valid.", List.of(new FieldError(HEADER, Violation.INVALID, rule)));
        }
        return key;
    }

    /** Time-ordered, unguessable. */
    public String fresh() {
        return fresh.generate().toString();
    }

    /** @param asked everything the client asked for, by which a reused key is told from a retry */
    public Stamp stamp(String actor, String conversationId, Optional<String> key, String... asked) {
        var commandId = PREFIX
                + key.map(known -> hash.of("command", actor, conversationId, known))
                        .orElseGet(this::fresh);
        var fingerprint = hash.of(
                Stream.concat(Stream.of("fingerprint"), Arrays.stream(asked).map(Stamps::withoutNul))
                        .toArray(String[]::new));
        return new Stamp(commandId, fingerprint, Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    /** Texts are parted by NUL; one inside is told by what no other text holds. */
    private static String withoutNul(String text) {
        return text.replace("\\", "\\\\").replace("\0", "\\0");
    }
}

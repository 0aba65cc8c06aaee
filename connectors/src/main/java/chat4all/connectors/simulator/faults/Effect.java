package chat4all.connectors.simulator.faults;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a fault does, as it is written in a rule: {@code http:503}, {@code error:131047}, {@code duplicate:3}. */
public sealed interface Effect {

    /** Answered with this status, and not accepted. */
    record Http(int status) implements Effect {}

    /** Answered with the platform's own error, and not accepted. */
    record PlatformError(int code, @Nullable Integer subcode) implements Effect {}

    /** Told to come back after so many seconds. */
    record RetryAfter(int seconds) implements Effect {}

    /** No answer; {@code accepted} says whether the call was carried out all the same. */
    record NoAnswer(boolean accepted, Duration patience) implements Effect {}

    /** The connection breaks at once, before the call is carried out. */
    record DropConnection() implements Effect {}

    /** Carried out, answered late. */
    record Slow(Duration by) implements Effect {}

    /** The access token counts as expired. */
    record TokenRevoked() implements Effect {}

    /** The group has become a supergroup with another id (Telegram). */
    record MigrateChat() implements Effect {}

    /** The address of a file has expired. */
    record MediaExpired() implements Effect {}

    /** The first statuses go out before the answer. */
    record StatusBeforeResponse() implements Effect {}

    /** The webhook goes out so many times, at the same time. */
    record Duplicate(int times) implements Effect {}

    /** The webhook goes out between one and so many times, at the same time. */
    record DuplicateUpTo(int times) implements Effect {}

    /** The webhook is held back for a random time within the window. */
    record Reorder(Duration window) implements Effect {}

    /** The webhook is held back. */
    record Delay(Duration by) implements Effect {}

    /** Events are collected and go out together in one request (Graph platforms). */
    record Batch(int size) implements Effect {}

    /** The webhook carries a wrong signature or secret. */
    record BadSignature() implements Effect {}

    /** This status is never reported. */
    record SkipStatus(String status) implements Effect {}

    /** After each status an earlier one is reported again. */
    record RegressStatus() implements Effect {}

    /** The items of an album come apart, a second between them. */
    record SplitAlbum() implements Effect {}

    /** Throws {@link IllegalArgumentException} with the reason. */
    static Effect parse(String text) {
        var parts = text.split(":", 2);
        var argument = parts.length == 2 ? parts[1] : "";
        return switch (parts[0]) {
            case "http" -> new Http(number(text, argument, 400, 599));
            case "error" -> platformError(text, argument);
            case "retry_after" -> new RetryAfter(number(text, argument, 1, 86_400));
            case "timeout_before" -> new NoAnswer(false, millis(text, argument, 30_000));
            case "timeout_after" -> new NoAnswer(true, millis(text, argument, 30_000));
            case "drop_connection" -> new DropConnection();
            case "slow" -> new Slow(millis(text, argument, 1_000));
            case "token_revoked" -> new TokenRevoked();
            case "migrate_chat" -> new MigrateChat();
            case "media_expired" -> new MediaExpired();
            case "status_before_response" -> new StatusBeforeResponse();
            case "duplicate" -> duplicate(text, argument);
            case "reorder" -> new Reorder(Duration.ofSeconds(number(text, argument, 1, 86_400)));
            case "delay" -> new Delay(millis(text, argument, 1_000));
            case "batch" -> new Batch(number(text, argument, 2, 1_000));
            case "bad_signature" -> new BadSignature();
            case "skip_status" -> new SkipStatus(argument);
            case "regress_status" -> new RegressStatus();
            case "split_album" -> new SplitAlbum();
            default -> throw new IllegalArgumentException("'" + text + "' is not an effect");
        };
    }

    private static Effect duplicate(String text, String argument) {
        return argument.startsWith("1-")
                ? new DuplicateUpTo(number(text, argument.substring(2), 2, 100))
                : new Duplicate(number(text, argument, 2, 100));
    }

    private static Effect platformError(String text, String argument) {
        var codes = argument.split("/", 2);
        return new PlatformError(
                number(text, codes[0], 0, 9_999_999),
                codes.length == 2 ? Integer.valueOf(number(text, codes[1], 0, 9_999_999)) : null);
    }

    private static Duration millis(String text, String argument, int otherwise) {
        return Duration.ofMillis(argument.isEmpty() ? otherwise : number(text, argument, 0, 600_000));
    }

    private static int number(String text, String argument, int least, int most) {
        if (Pattern.matches("\\d{1,9}", argument)) {
            int value = Integer.parseInt(argument);
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw new IllegalArgumentException("'" + text + "' needs a whole number from " + least + " to " + most);
    }
}

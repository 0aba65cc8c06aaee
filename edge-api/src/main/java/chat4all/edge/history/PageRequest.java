package chat4all.edge.history;

import chat4all.edge.http.Problems;
import io.javalin.http.Context;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a conversation. {@code after_seq} reads on from a seq and {@code before_seq} back from it, whatever the
 * order; {@code order} arranges the page, and without a seq says from which end to begin.
 */
record PageRequest(int limit, Start start, boolean newestFirst) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 100;
    private static final List<String> STARTS = List.of("offset", "after_seq", "before_seq", "cursor");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,1000}");

    /** Where it begins. */
    sealed interface Start {
        /** So many messages from the end that the order begins with. */
        record Offset(long messages) implements Start {}

        /** Onward from a seq, without it. */
        record After(long seq) implements Start {}

        /** Backward from a seq, without it. */
        record Before(long seq) implements Start {}
    }

    static PageRequest of(Context context) {
        var given =
                STARTS.stream().filter(name -> context.queryParam(name) != null).toList();
        if (given.size() > 1) {
            throw Problems.invalidParameter(given.get(1), "cannot be combined with " + given.get(0));
        }
        int limit = limit(context.queryParam("limit"));
        boolean newestFirst = newestFirst(context.queryParam("order"));
        var name = given.isEmpty() ? "offset" : given.get(0);
        var value = context.queryParam(name);
        return switch (name) {
            case "after_seq" -> new PageRequest(limit, new Start.After(count(name, value)), newestFirst);
            case "before_seq" -> new PageRequest(limit, new Start.Before(count(name, value)), newestFirst);
            case "cursor" -> continued(limit, value);
            default -> new PageRequest(limit, new Start.Offset(value == null ? 0 : count(name, value)), newestFirst);
        };
    }

    private static PageRequest continued(int limit, @Nullable String text) {
        var cursor = Cursor.parse(text == null ? "" : text)
                .orElseThrow(() -> Problems.invalidParameter("cursor", "must be the next_cursor of a page"));
        var start = cursor.forward() ? new Start.After(cursor.seq()) : new Start.Before(cursor.seq());
        return new PageRequest(limit, start, cursor.newestFirst());
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        long limit = WHOLE_NUMBER.matcher(text).matches() ? count("limit", text) : 0;
        if (limit < 1) {
            throw Problems.invalidParameter("limit", "must be a whole number, 1 or more");
        }
        return (int) Math.min(limit, MAX_LIMIT);
    }

    private static boolean newestFirst(@Nullable String order) {
        if (order == null || order.equals("asc")) {
            return false;
        }
        if (order.equals("desc")) {
            return true;
        }
        throw Problems.invalidParameter("order", "must be asc or desc");
    }

    /** A number beyond every seq is as good as the greatest. */
    private static long count(String name, @Nullable String text) {
        if (text == null || !WHOLE_NUMBER.matcher(text).matches()) {
            throw Problems.invalidParameter(name, "must be a whole number, 0 or more");
        }
        var digits = text.replaceFirst("^0+(?=.)", "");
        return digits.length() > 15 ? 999_999_999_999_999L : Long.parseLong(digits);
    }
}

package chat4all.edge.history;

import chat4all.edge.http.Limits;
import chat4all.edge.http.Problems;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a conversation. {@code after_seq} reads on from a seq and {@code before_seq} back from it, whatever the
 * order; {@code order} arranges the page, and without a seq says from which end to begin.
 *
 * @param withSystem whether changes of members and name stand among the messages
 */
record PageRequest(int limit, Start start, boolean newestFirst, boolean withSystem) {
    static final int DEFAULT_LIMIT = 50;
    private static final List<String> STARTS = List.of("offset", "after_seq", "before_seq", "cursor");

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
        int limit = Limits.limit(context.queryParam("limit"), DEFAULT_LIMIT);
        boolean newestFirst = newestFirst(context.queryParam("order"));
        boolean withSystem = withSystem(context.queryParam("include"));
        var name = given.isEmpty() ? "offset" : given.get(0);
        var value = context.queryParam(name);
        return switch (name) {
            case "after_seq" ->
                new PageRequest(limit, new Start.After(Limits.count(name, value)), newestFirst, withSystem);
            case "before_seq" ->
                new PageRequest(limit, new Start.Before(Limits.count(name, value)), newestFirst, withSystem);
            case "cursor" -> continued(limit, value, withSystem);
            default ->
                new PageRequest(
                        limit,
                        new Start.Offset(value == null ? 0 : Limits.count(name, value)),
                        newestFirst,
                        withSystem);
        };
    }

    private static PageRequest continued(int limit, @Nullable String text, boolean withSystem) {
        var cursor = Cursor.parse(text == null ? "" : text)
                .orElseThrow(() -> Problems.invalidParameter("cursor", "must be the next_cursor of a page"));
        var start = cursor.forward() ? new Start.After(cursor.seq()) : new Start.Before(cursor.seq());
        return new PageRequest(limit, start, cursor.newestFirst(), withSystem);
    }

    private static boolean withSystem(@Nullable String include) {
        if (include == null || include.equals("system")) {
            return include != null;
        }
        throw Problems.invalidParameter("include", "must be system");
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
}

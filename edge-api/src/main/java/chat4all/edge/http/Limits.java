package chat4all.edge.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers in query parameters; what is no number, or too small a one, is 400. */
public final class Limits {
    private static final int MAX_LIMIT = 100;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,1000}");

    private Limits() {}

    /** How many entries a page has at most: 1 or more; beyond 100 is taken as 100. */
    public static int limit(@Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        long limit = WHOLE_NUMBER.matcher(text).matches() ? count("limit", text) : 0;
        if (limit < 1) {
            throw Problems.invalidParameter("limit", "must be a whole number, 1 or more");
        }
        return (int) Math.min(limit, MAX_LIMIT);
    }

    /** A number beyond every seq is as good as the greatest. */
    public static long count(String name, @Nullable String text) {
        if (text == null || !WHOLE_NUMBER.matcher(text).matches()) {
            throw Problems.invalidParameter(name, "must be a whole number, 0 or more");
        }
        var digits = text.replaceFirst("^0+(?=.)", "");
        return digits.length() > 15 ? 999_999_999_999_999L : Long.parseLong(digits);
    }
}

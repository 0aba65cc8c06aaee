package chat4all.runtime.http;

import io.javalin.http.HttpStatus;
import java.util.Locale;

/** The words of a status, and the code of an error that has no more to say than its status. */
final class Titles {
    private Titles() {}

    static String of(int status) {
        return HttpStatus.forStatus(status).getMessage();
    }

    static String code(int status) {
        return switch (status) {
            case 400 -> "validation";
            case 401 -> "unauthenticated";
            case 413 -> "payload-too-large";
            case 429 -> "rate-limited";
            case 500 -> "internal";
            case 503 -> "unavailable";
            default -> of(status).toLowerCase(Locale.ROOT).replace("'", "").replace(' ', '-');
        };
    }
}

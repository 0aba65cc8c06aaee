package chat4all.schemas;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Notification} on its way through Redis with the W3C context that it belongs to: the first field of its JSON,
 * {@code traceparent}, which sockets are not told. Without one it is the notification as it is.
 */
public final class TracedNotification {
    private static final String BEGIN = "{\"traceparent\":\"";
    private static final String END = "\",";
    private static final int TRACEPARENT_LENGTH = 55;

    private TracedNotification() {}

    /** @param json a notification, which has a field at least */
    public static byte[] write(String traceparent, byte[] json) {
        byte[] field = (BEGIN + traceparent + END).getBytes(US_ASCII);
        byte[] whole = new byte[field.length + json.length - 1];
        System.arraycopy(field, 0, whole, 0, field.length);
        System.arraycopy(json, 1, whole, field.length, json.length - 1);
        return whole;
    }

    public static @Nullable String traceparent(String payload) {
        int end = BEGIN.length() + TRACEPARENT_LENGTH;
        return payload.startsWith(BEGIN) && payload.startsWith(END, end)
                ? payload.substring(BEGIN.length(), end)
                : null;
    }

    /** The notification's own JSON. */
    public static String text(String payload, @Nullable String traceparent) {
        return traceparent == null
                ? payload
                : "{" + payload.substring(BEGIN.length() + TRACEPARENT_LENGTH + END.length());
    }
}

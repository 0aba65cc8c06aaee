package chat4all.connectors.reading;

import org.jspecify.annotations.Nullable;

/** What a contact said, as far as it can be read: {@code text} is never empty. */
public record Content(String type, String text) {

    /** With {@code [type]} for a text that is not there. */
    public static Content of(String type, @Nullable String text) {
        return new Content(type, text == null || text.isEmpty() ? placeholder(type) : text);
    }

    public static String placeholder(String type) {
        return "[" + type + "]";
    }

    /** A place: {@code name, address (lat, long)}, as much of it as is known. */
    public static Content location(
            @Nullable String name, @Nullable String address, @Nullable String latitude, @Nullable String longitude) {
        String place = name != null && address != null ? name + ", " + address : name != null ? name : address;
        String point = latitude == null || longitude == null ? null : latitude + ", " + longitude;
        return of("location", place == null ? point : point == null ? place : place + " (" + point + ")");
    }
}

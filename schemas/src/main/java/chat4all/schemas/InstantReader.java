package chat4all.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;

/**
 * Reads RFC 3339 texts of the years 1970 to 9999. What lies outside is unreadable here and not an overflow later, where
 * times are added to and counted in µs.
 */
final class InstantReader extends StdScalarDeserializer<Instant> {
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999999Z");

    InstantReader() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        String text = parser.getText();
        Instant instant = InstantDeserializer.INSTANT.deserialize(parser, context);
        if (instant == null || instant.isBefore(Instant.EPOCH) || instant.isAfter(END)) {
            throw context.weirdStringException(text, Instant.class, "not a time of the years 1970 to 9999");
        }
        return instant;
    }
}

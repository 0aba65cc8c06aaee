package chat4all.topology;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a connector gives a platform to echo, {@code message_id/attempt}; others' sends through our account have none. */
record SendTag(String messageId, int attempt) {
    private static final Pattern FORM = Pattern.compile("^([A-Za-z0-9_.:\\-]{1,128})/([1-9][0-9]{0,5})$");

    static Optional<SendTag> parse(@Nullable String opaque) {
        Matcher matcher = FORM.matcher(opaque == null ? "" : opaque);
        return matcher.matches()
                ? Optional.of(new SendTag(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }
}

package chat4all.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The platforms a recipient can be on. A recipient is addressed as {@code <prefix>:<address>}; everything that depends
 * on the set of channels (prefixes, outbound topics, branches of the topology) is derived from these constants.
 */
public enum Channel {
    /** An E.164 number with its plus sign, or the platform's business-scoped user id. */
    WHATSAPP(
            "^(\\+[1-9][0-9]{6,14}|[A-Z]{2}\\.(ENT\\.)?[0-9A-Za-z]{1,128})$",
            "an E.164 number such as whatsapp:+5511999998888, or whatsapp:<business-scoped user id>"),
    /** A handle with its at sign, or the platform's numeric user id. */
    INSTAGRAM("^(@[A-Za-z0-9._]{1,30}|[0-9]{1,25})$", "instagram:@name or instagram:<numeric id>"),
    /** A chat id, negative for groups, or the public name of a channel or user with its at sign. */
    TELEGRAM("^(-?[1-9][0-9]{0,18}|@[A-Za-z][A-Za-z0-9_]{4,31})$", "telegram:<numeric chat id> or telegram:@name");

    private final Pattern address;
    private final String expected;

    Channel(String address, String expected) {
        this.address = Pattern.compile(address);
        this.expected = expected;
    }

    @JsonValue
    public String prefix() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean accepts(String candidate) {
        return address.matcher(candidate).matches();
    }

    /** A correct address, described for a person. */
    public String expected() {
        return expected;
    }

    @JsonCreator
    static Channel fromPrefix(String prefix) {
        return of(prefix).orElseThrow(() -> new IllegalArgumentException("unknown channel '" + prefix + "'"));
    }

    public static Optional<Channel> of(String prefix) {
        for (Channel channel : values()) {
            if (channel.prefix().equals(prefix)) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }
}

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
            "an E.164 number such as whatsapp:+5511999998888, or whatsapp:<business-scoped user id>",
            "\\+[1-9][0-9]{6,14}",
            "an E.164 number such as +5511999998888") {
        @Override
        String canonical(String text) {
            return PhoneNumber.canonical(text);
        }
    },
    /** A handle with its at sign, or the platform's numeric user id. */
    INSTAGRAM(
            "^(@[A-Za-z0-9._]{1,30}|[0-9]{1,25})$",
            "instagram:@name or instagram:<numeric id>",
            "@[a-z0-9._]{1,30}|[0-9]{1,25}",
            "@name or a numeric id") {
        @Override
        String canonical(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    },
    /** A chat id, negative for groups, or the public name of a channel or user with its at sign. */
    TELEGRAM(
            "^(-?[1-9][0-9]{0,18}|@[A-Za-z][A-Za-z0-9_]{4,31})$",
            "telegram:<numeric chat id> or telegram:@name",
            "[1-9][0-9]{0,18}",
            "a person's numeric id");

    private static final int LONGEST_PERSON = 64;

    private final Pattern address;
    private final String expected;
    private final Pattern person;
    private final String expectedPerson;

    Channel(String address, String expected, String person, String expectedPerson) {
        this.address = Pattern.compile(address);
        this.expected = expected;
        this.person = Pattern.compile(person);
        this.expectedPerson = expectedPerson;
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

    /**
     * The one form of an address that is one person's own: a WhatsApp number as E.164, a Brazilian mobile's with its ninth
     * digit; an Instagram name with its at sign in small letters, or the numeric id; Telegram's numeric id, of a person
     * and so not negative. Empty for anything else.
     */
    public Optional<String> person(String text) {
        if (text.length() > LONGEST_PERSON) {
            return Optional.empty();
        }
        String value = canonical(text.strip());
        return person.matcher(value).matches() ? Optional.of(value) : Optional.empty();
    }

    /** A correct address of a person, described for one. */
    public String expectedPerson() {
        return expectedPerson;
    }

    /** The one spelling of an address; a text that is none may come back as any other. */
    String canonical(String text) {
        return text;
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

package chat4all.schemas;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A person's own address on a platform in its one form ({@link Channel#person}), so that two spellings of the same are
 * equal.
 */
public record Identity(Channel platform, String value) {
    public Identity {
        requireNonNull(platform, "platform");
        requireNonNull(value, "value");
    }

    /** Empty when the text is no address of a person there. */
    public static Optional<Identity> of(Channel platform, String text) {
        return platform.person(text).map(value -> new Identity(platform, value));
    }

    /** As {@link #of} for {@code <channel>:<address>}. */
    public static Optional<Identity> ofContact(String contact) {
        return Recipient.parse(contact) instanceof Recipient.External external
                ? of(external.channel(), external.address())
                : Optional.empty();
    }

    /** The contact in the one form of all spellings of its address; as it stands when it is no address of a person. */
    public static String oneForm(String contact) {
        return ofContact(contact).map(Identity::contact).orElse(contact);
    }

    /** {@code <channel>:<address>}, as a recipient. */
    public String contact() {
        return platform.prefix() + ":" + value;
    }
}

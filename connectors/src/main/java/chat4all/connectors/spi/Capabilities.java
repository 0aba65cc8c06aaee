package chat4all.connectors.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a platform can do, with its published figures. Everything that differs between channels outside their own
 * packages is read from here.
 *
 * @param maxText longest text of one message
 * @param textUnit in what {@code maxText} is counted
 * @param media which files it takes
 * @param perAccount how often one account may send
 * @param perContact how often one account may send to one contact
 * @param window how long after a contact's last message free text may be sent; empty when always
 * @param abilities what it can do that not every platform can
 */
public record Capabilities(
        int maxText,
        TextUnit textUnit,
        MediaRules media,
        Rate perAccount,
        Rate perContact,
        Optional<Duration> window,
        Set<Ability> abilities) {
    public Capabilities {
        abilities = Set.copyOf(abilities);
    }

    /** What some platforms can do. */
    public enum Ability {
        /** Receipts carry {@link OutgoingMessage#reference()}, so that a lost answer resolves itself. */
        ECHOES_OUR_ID,
        /** An address may be an {@code @name}. */
        REACHES_NAMES,
        /** The text of a message that was sent can be changed. */
        EDIT,
        /** A message that was sent can be taken back. */
        DELETE,
        /** A message of either side can be reacted to. */
        REACT
    }

    public boolean can(Ability ability) {
        return abilities.contains(ability);
    }

    /** In what a platform counts the length of a text. */
    public enum TextUnit {
        /** UTF-16 code units, as the platforms' own clients count. */
        CHARACTERS {
            @Override
            public int length(String text) {
                return text.length();
            }
        },
        /** Bytes of UTF-8. */
        BYTES {
            @Override
            public int length(String text) {
                return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            }
        };

        public abstract int length(String text);
    }

    /** {@code burst} messages at once, then one each {@code every}. */
    public record Rate(int burst, Duration every) {
        public static Rate perSecond(int messages) {
            return new Rate(messages, Duration.ofSeconds(1).dividedBy(messages));
        }
    }

    public boolean carries(String text) {
        return textUnit.length(text) <= maxText;
    }
}

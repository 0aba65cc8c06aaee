package chat4all.schemas;

import java.util.regex.Pattern;

/**
 * What a recipient's text means: a user of this installation, a contact on a platform, or nothing we know. Parsing is
 * total, so the edge and the topology reach the same verdict on the same text.
 */
public sealed interface Recipient {
    /** Stands for every member when there are too many to track one by one ({@link StatusUpdate#TRACKED_MEMBERS}). */
    String EVERY_MEMBER = "*";

    Pattern USER_ID = Pattern.compile("^user_[A-Za-z0-9_]{0,50}$");

    record Internal(String userId) implements Recipient {}

    record External(Channel channel, String address) implements Recipient {}

    record Unknown(String reason) implements Recipient {}

    static Recipient parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return USER_ID.matcher(text).matches()
                    ? new Internal(text)
                    : new Unknown("a recipient is a user id (user_…) or <channel>:<address>");
        }
        String prefix = text.substring(0, colon);
        String address = text.substring(colon + 1);
        return Channel.of(prefix)
                .<Recipient>map(channel -> channel.accepts(address)
                        ? new External(channel, address)
                        : new Unknown("expected " + channel.expected()))
                .orElseGet(() -> new Unknown("unknown channel '" + prefix + "'"));
    }

    static boolean isInternal(String text) {
        return parse(text) instanceof Internal;
    }
}

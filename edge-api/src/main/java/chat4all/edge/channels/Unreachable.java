package chat4all.edge.channels;

import java.util.Locale;

/** Why a contact cannot be written to. */
public enum Unreachable {
    /** No account of the sender's, of the conversation's or of everybody's is on that channel. */
    NO_CHANNEL_ACCOUNT("cannot be reached: there is no account on that channel to send through"),
    /** The platform would refuse it: the contact has not written lately. */
    REPLY_WINDOW_CLOSED("has not written lately enough for the platform to let a message through"),
    /** The platform takes no names. */
    RECIPIENT_NOT_RESOLVED("is a name, and the platform takes messages only for the id of somebody who has written");

    private final String reason;

    Unreachable(String reason) {
        this.reason = reason;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is the matter with the recipient, as the rest of a sentence about it. */
    public String reason() {
        return reason;
    }
}

package chat4all.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Why a command did not take place; the texts are public and stable. */
public enum RejectionCode {
    /** More than {@link Validation#MAX_COMMAND_BYTES}; the command itself is not kept. */
    PAYLOAD_TOO_LARGE,
    /** A field breaks a rule of {@link Validation}. */
    VALIDATION,
    /** The same command again: dropped, the first one stands. */
    DUPLICATE,
    /** The same id with other content. */
    IDEMPOTENCY_KEY_REUSED,
    /** The sender is not a member of the conversation. */
    NOT_A_MEMBER,
    /** An internal recipient is not a member, and only the creating message adds members. */
    RECIPIENT_NOT_MEMBER,
    /** A recipient's text means nothing. */
    RECIPIENT_INVALID,
    /** No such conversation, and the id is one only the server may make. */
    CONVERSATION_UNKNOWN,
    /** The conversation exists already. */
    CONVERSATION_EXISTS,
    /** More than {@link Validation#MAX_MEMBERS} members, or {@link ConversationMembers#MAX_STAYS} stays. */
    TOO_MANY_MEMBERS,
    /** Only others may do this: admins, the author. */
    FORBIDDEN,
    /** The user to be added is a member. */
    ALREADY_MEMBER,
    /** The user to be removed or promoted is no member. */
    MEMBER_UNKNOWN,
    /** The only admin cannot leave while others are there. */
    LAST_ADMIN,
    /** The message is deleted, or none that the actor sees. */
    MESSAGE_UNKNOWN,
    /** It is so already: nothing happens, and nothing is wrong. */
    NO_CHANGE;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static RejectionCode of(String code) {
        return Arrays.stream(values())
                .filter(value -> value.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown rejection code '" + code + "'"));
    }
}

package chat4all.schemas;

/** One rule broken by one field: a JSON pointer to it, a stable code, and words for a person. */
public record Violation(String pointer, String code, String detail) {
    /** The field is there but its content breaks a limit or a pattern. */
    public static final String INVALID = "invalid";

    public static final String MISSING = "missing";
    public static final String TOO_LONG = "too-long";
    public static final String RECIPIENT_INVALID = "recipient-invalid";
    public static final String CHANNEL_UNKNOWN = "channel-unknown";

    public boolean concernsRecipient() {
        return code.equals(RECIPIENT_INVALID);
    }
}

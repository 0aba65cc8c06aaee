package chat4all.schemas;

/**
 * The interactive-query routes of a topology instance, called by the edge with the installation's service token. The
 * instance that owns the key answers; another forwards once. 404 = no such key, 503 = ask again.
 */
public final class InternalApi {
    /** Answers {@link MessageStatus}. */
    public static final String MESSAGE_STATUS = "/internal/messages/{id}/status";

    /** Answers {@link ConversationView}. */
    public static final String CONVERSATION = "/internal/conversations/{id}";

    /** Answers {@link CommandOutcome}; 404 while the command is not decided, and once it is too old to be remembered. */
    public static final String COMMAND = "/internal/conversations/{id}/commands/{command_id}";

    /** Carries the service token. */
    public static final String TOKEN_HEADER = "X-Chat4All-Internal-Token";

    /** Set by an instance that forwards, so that a second hop is refused. */
    public static final String FORWARDED_HEADER = "X-Chat4All-Forwarded";

    private InternalApi() {}
}

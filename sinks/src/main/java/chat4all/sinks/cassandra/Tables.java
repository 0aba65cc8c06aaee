package chat4all.sinks.cassandra;

/** The tables written here, as {@code schema.cql} names them. */
final class Tables {
    static final String EVENTS = "events_by_conversation";
    static final String MESSAGES = "message_by_id";
    static final String RECEIPTS = "receipts_by_message";
    static final String CONVERSATIONS = "conversations";
    static final String MEMBERS = "conversation_members";
    static final String USER_CONVERSATIONS = "conversations_by_user";
    static final String WATERMARKS = "watermarks_by_conversation";
    static final String CARRIED_FILES = "messages_by_file";
    static final String RELEASED_FILES = "released_files_by_hour";

    private Tables() {}
}

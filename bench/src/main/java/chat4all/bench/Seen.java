package chat4all.bench;

/**
 * A message that somebody saw: {@code by} is the history, or the user whose socket it came on.
 *
 * @param number of the message by its content; -1 when the content is not one of ours
 */
record Seen(String by, String conversationId, long seq, String messageId, long number, boolean intact) {
    static final String HISTORY = "history";
}

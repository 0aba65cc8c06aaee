package chat4all.push.feed;

import org.jspecify.annotations.Nullable;

/**
 * One event of a conversation on its way to a reader; whether Redis brought it or the store, it reads the same.
 *
 * @param type of the event, {@code message.created} say
 * @param at epoch milliseconds
 * @param notification what plain clients are told, null for events they are told nothing of
 * @param live whether it takes place now, and was not read later
 * @param data the event's own fields as JSON; null for a message, whose fields are in its notification
 */
public record LogEntry(
        String conversationId,
        long seq,
        String type,
        long at,
        @Nullable String actor,
        @Nullable String notification,
        @Nullable String data,
        boolean live) {}

package chat4all.bench;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.Set;

/**
 * A message that somebody saw: {@code by} is the history, or the user whose socket it came on.
 *
 * @param number of the message by its content; -1 when the content is not one of ours
 */
record Seen(String by, String conversationId, long seq, String messageId, long number, boolean intact) {
    static final String HISTORY = "history";

    static Set<String> ids(Collection<Seen> messages) {
        return messages.stream().map(Seen::messageId).collect(toSet());
    }
}

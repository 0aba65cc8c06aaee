package chat4all.edge.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat4all.edge.cassandra.UserConversationTable.Place;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the next page of the list goes on: behind the conversation that was last. One that moves up meanwhile is not told
 * a second time; the list read from its beginning has it on top.
 */
record InboxCursor(Place last) {
    static final Comparator<Place> NEWEST_FIRST = Comparator.comparingLong(Place::lastAtMicros)
            .thenComparing(Place::conversationId)
            .reversed();

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}) (.{1,128})");

    boolean isBefore(Place place) {
        return NEWEST_FIRST.compare(last, place) < 0;
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((last.lastAtMicros() + " " + last.conversationId()).getBytes(UTF_8));
    }

    static Optional<InboxCursor> parse(String text) {
        try {
            var match = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), UTF_8));
            return match.matches()
                    ? Optional.of(new InboxCursor(new Place(Long.parseLong(match.group(1)), match.group(2))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

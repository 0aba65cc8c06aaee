package chat4all.edge.inbox;

import chat4all.edge.cassandra.ConversationTable.Stored;
import chat4all.edge.cassandra.EventRow;
import chat4all.edge.cassandra.UserConversationTable.Listed;
import chat4all.edge.cassandra.UserConversationTable.Place;
import chat4all.edge.cassandra.WatermarkTable.Mark;
import chat4all.edge.history.MessageView;
import chat4all.edge.inbox.InboxView.Entry;
import chat4all.edge.inbox.InboxView.MemberEntry;
import chat4all.schemas.ConversationMembers.Member;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Reads one page of a user's conversations: the order of all from the user's partition, of those on the page what they are
 * and who is in them in one request for all, and a row or two of the history each. What is unread is told by ordinals: how
 * many messages there are, less how many there were at the read watermark, at the user's own last message, or at joining,
 * whichever is latest.
 */
final class InboxReader {
    private final InboxRoute.Tables tables;

    InboxReader(InboxRoute.Tables tables) {
        this.tables = tables;
    }

    CompletableFuture<InboxView> read(String user, int limit, Optional<InboxCursor> cursor) {
        return tables.lists().places(user).thenCompose(all -> {
            var rest = all.stream()
                    .filter(place -> cursor.isEmpty() || cursor.get().isBefore(place))
                    .sorted(InboxCursor.NEWEST_FIRST)
                    .limit(limit + 1L)
                    .toList();
            var page = rest.subList(0, Math.min(limit, rest.size()));
            boolean hasMore = rest.size() > limit;
            var next = hasMore ? new InboxCursor(page.get(limit - 1)).text() : null;
            return entries(user, page).thenApply(entries -> new InboxView(entries, hasMore, next));
        });
    }

    /** What is known of all conversations of a page. */
    private record Known(
            Map<String, Listed> listed,
            Map<String, Stored> conversations,
            Map<String, Map<String, Member>> members,
            Map<String, Mark> marks) {}

    private CompletableFuture<List<Entry>> entries(String user, List<Place> page) {
        if (page.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        var ids = page.stream().map(Place::conversationId).toList();
        return known(user, ids).thenCompose(known -> {
            var entries = ids.stream()
                    .flatMap(id -> Stream.ofNullable(known.listed().get(id)))
                    .map(listed -> entry(user, listed, known))
                    .toList();
            return CompletableFuture.allOf(entries.toArray(CompletableFuture<?>[]::new))
                    .thenApply(done ->
                            entries.stream().map(CompletableFuture::join).toList());
        });
    }

    private CompletableFuture<Known> known(String user, List<String> ids) {
        var listed = tables.lists().of(user, ids);
        var conversations = tables.conversations().find(ids);
        var members = tables.members().members(ids);
        var marks = tables.watermarks().of(ids, user);
        return CompletableFuture.allOf(listed, conversations, members, marks)
                .thenApply(done -> new Known(listed.join(), conversations.join(), members.join(), marks.join()));
    }

    private CompletableFuture<Entry> entry(String user, Listed listed, Known known) {
        var id = listed.conversationId();
        var conversation = Optional.ofNullable(known.conversations().get(id));
        var last = lastMessage(user, listed);
        var unread = unread(listed, known.marks().getOrDefault(id, Mark.NONE).readSeq());
        return last.thenCombine(
                unread,
                (message, count) -> new Entry(
                        id,
                        conversation.map(Stored::kind).orElse(null),
                        conversation.map(Stored::name).orElse(null),
                        listed.lastSeq(),
                        message.orElse(null),
                        count,
                        present(known.members().getOrDefault(id, Map.of())),
                        Instant.EPOCH.plus(listed.lastAtMicros(), ChronoUnit.MICROS)));
    }

    private static List<MemberEntry> present(Map<String, Member> members) {
        return members.entrySet().stream()
                .filter(member -> member.getValue().isPresent())
                .map(member ->
                        new MemberEntry(member.getKey(), member.getValue().role()))
                .toList();
    }

    private CompletableFuture<Optional<MessageView>> lastMessage(String user, Listed listed) {
        var seq = listed.lastMessageSeq();
        if (seq == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var id = listed.conversationId();
        return tables.events().at(id, seq).thenCompose(row -> row.filter(EventRow::isMessage)
                .map(found -> tables.files()
                        .of(id, found)
                        .thenApply(file -> Optional.of(MessageView.of(id, found, file.orElse(null), user))))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
    }

    private CompletableFuture<Long> unread(Listed listed, long read) {
        if (read >= listed.lastSeq()) {
            return CompletableFuture.completedFuture(0L);
        }
        if (read <= listed.baseSeq()) {
            return CompletableFuture.completedFuture(listed.lastOrdinal() - listed.baseOrdinal());
        }
        return tables.events()
                .at(listed.conversationId(), read)
                .thenApply(
                        row -> listed.lastOrdinal() - row.map(EventRow::ordinal).orElse(listed.baseOrdinal()));
    }
}

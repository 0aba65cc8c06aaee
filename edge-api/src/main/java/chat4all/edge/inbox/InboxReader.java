package chat4all.edge.inbox;

import chat4all.edge.cassandra.ConversationTable;
import chat4all.edge.cassandra.EventRow;
import chat4all.edge.cassandra.UserConversationTable.Listed;
import chat4all.edge.history.MessageView;
import chat4all.edge.inbox.InboxView.Entry;
import chat4all.edge.inbox.InboxView.MemberEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reads one page of a user's conversations: the user's partition as a whole, and for those on the page four or five rows
 * or small partitions each. What is unread is told by ordinals: how many messages there are, less how many there were at
 * the read watermark, at the user's own last message, or at joining, whichever is latest.
 */
final class InboxReader {
    private final InboxRoute.Tables tables;

    InboxReader(InboxRoute.Tables tables) {
        this.tables = tables;
    }

    CompletableFuture<InboxView> read(String user, int limit, Optional<InboxCursor> cursor) {
        return tables.lists().of(user).thenCompose(all -> {
            var rest = all.stream()
                    .filter(listed -> cursor.isEmpty() || cursor.get().isBefore(listed))
                    .sorted(InboxCursor.NEWEST_FIRST)
                    .limit(limit + 1L)
                    .toList();
            var page = rest.subList(0, Math.min(limit, rest.size()));
            boolean hasMore = rest.size() > limit;
            var next = hasMore ? InboxCursor.behind(page.get(limit - 1)).text() : null;
            return entries(user, page).thenApply(entries -> new InboxView(entries, hasMore, next));
        });
    }

    private CompletableFuture<List<Entry>> entries(String user, List<Listed> page) {
        var entries = page.stream().map(listed -> entry(user, listed)).toList();
        return CompletableFuture.allOf(entries.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> entries.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<Entry> entry(String user, Listed listed) {
        var id = listed.conversationId();
        var stored = tables.conversations().find(id);
        var members = tables.members().members(id);
        var last = lastMessage(user, listed);
        var unread = unread(user, listed);
        return CompletableFuture.allOf(stored, members, last, unread).thenApply(done -> {
            var conversation = stored.join();
            return new Entry(
                    id,
                    conversation.map(ConversationTable.Stored::kind).orElse(null),
                    conversation.map(ConversationTable.Stored::name).orElse(null),
                    listed.lastSeq(),
                    last.join().orElse(null),
                    unread.join(),
                    members.join().entrySet().stream()
                            .filter(member -> member.getValue().isPresent())
                            .map(member -> new MemberEntry(
                                    member.getKey(), member.getValue().role()))
                            .toList(),
                    Instant.EPOCH.plus(listed.lastAtMicros(), ChronoUnit.MICROS));
        });
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

    private CompletableFuture<Long> unread(String user, Listed listed) {
        return tables.watermarks().of(listed.conversationId(), user).thenCompose(mark -> {
            long read = mark.readSeq();
            if (read >= listed.lastSeq()) {
                return CompletableFuture.completedFuture(0L);
            }
            if (read <= listed.baseSeq()) {
                return CompletableFuture.completedFuture(listed.lastOrdinal() - listed.baseOrdinal());
            }
            return tables.events()
                    .at(listed.conversationId(), read)
                    .thenApply(row ->
                            listed.lastOrdinal() - row.map(EventRow::ordinal).orElse(listed.baseOrdinal()));
        });
    }
}

package chat4all.sinks.cassandra;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.EventData;
import com.datastax.oss.driver.api.core.CqlSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The tables that people read conversations from. Every write may be repeated; each returned stage ends when acknowledged. */
public final class HistoryStore {
    private final Writes writes;
    private final InsertEvent insertEvent;
    private final InsertUnavailableEvent insertUnavailableEvent;
    private final SetStatus setStatus;
    private final InsertMessageLookup insertMessageLookup;
    private final InsertConversation insertConversation;
    private final InsertMember insertMember;
    private final UpsertUserConversation upsertUserConversation;

    HistoryStore(CqlSession session, Writes writes) {
        this.writes = writes;
        this.insertEvent = new InsertEvent(session);
        this.insertUnavailableEvent = new InsertUnavailableEvent(session);
        this.setStatus = new SetStatus(session);
        this.insertMessageLookup = new InsertMessageLookup(session);
        this.insertConversation = new InsertConversation(session);
        this.insertMember = new InsertMember(session);
        this.upsertUserConversation = new UpsertUserConversation(session);
    }

    /** A message with the status it starts with: its row and the look-up by id, two mutations. */
    public CompletionStage<Void> insert(ConversationEvent event, EventData.MessageCreated message, RowStatus status) {
        var row = writes.write(
                Tables.EVENTS,
                () -> OneMutation.of(List.of(
                        insertEvent.bind(event),
                        setStatus.bind(event.conversationId(), event.seq(), event.at(), status))));
        var lookup = writes.write(Tables.MESSAGES, () -> insertMessageLookup.bind(event, message.messageId()));
        return all(List.of(row, lookup, open(event, message.opens()), join(event, message.joins())));
    }

    /** An event that is no message. */
    public CompletionStage<Void> insert(ConversationEvent event, EventData.ConversationCreated opening) {
        var row = writes.write(Tables.EVENTS, () -> insertEvent.bind(event));
        return all(List.of(row, open(event, opening)));
    }

    /** Keeps the place of an event that cannot be stored. */
    public CompletionStage<Void> insertUnavailable(ConversationEvent event) {
        return writes.write(Tables.EVENTS, () -> insertUnavailableEvent.bind(event));
    }

    /** One mutation. */
    public CompletionStage<Void> upsert(String userId, List<UserConversation> conversations) {
        return writes.write(
                Tables.USER_CONVERSATIONS,
                () -> OneMutation.of(conversations.stream()
                        .map(conversation -> upsertUserConversation.bind(userId, conversation))
                        .toList()));
    }

    private CompletionStage<Void> open(ConversationEvent event, EventData.@Nullable ConversationCreated opening) {
        if (opening == null) {
            return CompletableFuture.completedFuture(null);
        }
        List<CompletionStage<Void>> parts = new ArrayList<>();
        parts.add(writes.write(Tables.CONVERSATIONS, () -> insertConversation.bind(event, opening)));
        if (!opening.members().isEmpty()) {
            parts.add(writes.write(
                    Tables.MEMBERS,
                    () -> OneMutation.of(opening.members().entrySet().stream()
                            .map(member -> insertMember.bind(event, member.getKey(), member.getValue()))
                            .toList())));
        }
        return all(parts);
    }

    private CompletionStage<Void> join(ConversationEvent event, @Nullable String user) {
        return user == null
                ? CompletableFuture.completedFuture(null)
                : writes.write(Tables.MEMBERS, () -> insertMember.bind(event, user, Role.MEMBER));
    }

    private static CompletionStage<Void> all(List<CompletionStage<Void>> parts) {
        return CompletableFuture.allOf(
                parts.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }
}

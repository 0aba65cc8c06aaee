package chat4all.sinks.cassandra;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.EventData;
import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Instant;
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
    private final ChangeConversation changeConversation;
    private final ChangeMessage changeMessage;
    private final CarriedFiles carriedFiles;
    private final UpsertUserConversation upsertUserConversation;

    HistoryStore(CqlSession session, Writes writes) {
        this.writes = writes;
        this.insertEvent = new InsertEvent(session);
        this.insertUnavailableEvent = new InsertUnavailableEvent(session);
        this.setStatus = new SetStatus(session);
        this.insertMessageLookup = new InsertMessageLookup(session);
        this.insertConversation = new InsertConversation(session);
        this.insertMember = new InsertMember(session);
        this.changeConversation = new ChangeConversation(session);
        this.changeMessage = new ChangeMessage(session);
        this.carriedFiles = new CarriedFiles(session);
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
        return all(List.of(
                row,
                lookup,
                carry(event, message.fileId()),
                open(event, message.opens()),
                join(event, message.joins())));
    }

    /** An event that is no message. Its row comes last: who reads it reads what it has changed, too. */
    public CompletionStage<Void> insert(ConversationEvent event) {
        return change(event).thenCompose(done -> writes.write(Tables.EVENTS, () -> insertEvent.bind(event)));
    }

    private CompletionStage<Void> change(ConversationEvent event) {
        EventData data = event.data();
        if (data instanceof EventData.ConversationCreated opening) {
            return open(event, opening);
        } else if (data instanceof EventData.MessageChange change) {
            return release(event, change)
                    .thenCompose(done -> writes.write(Tables.EVENTS, () -> changeMessage.bind(event, change)));
        } else if (data instanceof EventData.MemberAdded added) {
            return writes.write(Tables.MEMBERS, () -> insertMember.bind(event, added.userId(), added.role()));
        } else if (data instanceof EventData.MemberRemoved removed) {
            return writes.write(Tables.MEMBERS, () -> changeConversation.bind(event, removed));
        } else if (data instanceof EventData.MemberPromoted promoted) {
            return writes.write(Tables.MEMBERS, () -> changeConversation.bind(event, promoted));
        } else if (data instanceof EventData.ConversationRenamed renamed) {
            return writes.write(Tables.CONVERSATIONS, () -> changeConversation.bind(event, renamed));
        }
        throw new IllegalArgumentException("not an event of this kind: " + EventData.typeOf(data));
    }

    private CompletionStage<Void> carry(ConversationEvent event, @Nullable String fileId) {
        return fileId == null
                ? CompletableFuture.completedFuture(null)
                : writes.write(Tables.CARRIED_FILES, () -> carriedFiles.carried(event, fileId));
    }

    /** Noted last: whoever follows the note finds the file released. */
    private CompletionStage<Void> release(ConversationEvent event, EventData.MessageChange change) {
        if (!(change instanceof EventData.MessageDeleted deleted) || deleted.fileId() == null) {
            return CompletableFuture.completedFuture(null);
        }
        String fileId = deleted.fileId();
        return writes.write(Tables.CARRIED_FILES, () -> carriedFiles.released(event, change.messageSeq(), fileId))
                .thenCompose(
                        done -> writes.write(Tables.RELEASED_FILES, () -> carriedFiles.noted(fileId, Instant.now())));
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

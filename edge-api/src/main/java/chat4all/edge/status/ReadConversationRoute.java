package chat4all.edge.status;

import chat4all.edge.cassandra.EventRow;
import chat4all.edge.cassandra.EventTable;
import chat4all.edge.cassandra.MemberTable;
import chat4all.edge.cassandra.MemberTable.Head;
import chat4all.edge.cassandra.WatermarkTable;
import chat4all.edge.cassandra.WatermarkTable.Mark;
import chat4all.edge.conversations.Membership;
import chat4all.edge.conversations.Memberships;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Fields;
import chat4all.edge.http.Problems;
import chat4all.edge.messages.RecentAccepts;
import chat4all.edge.status.Reads.Message;
import chat4all.edge.topology.Answer;
import chat4all.edge.topology.Answer.Absent;
import chat4all.edge.topology.Answer.Found;
import chat4all.runtime.http.Trace;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.Validation;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * {@code POST /v1/conversations/{id}/read}: the caller, a member, has read everything up to a seq. The watermark never
 * goes back and never beyond the newest event; the newest hundred messages of others below it are told as READ.
 */
final class ReadConversationRoute implements Handler {
    private static final int NEWEST = 100;

    private final Authentication authentication;
    private final Memberships memberships;
    private final RecentAccepts recent;
    private final Tables tables;
    private final Reads reads;
    private final Answers answers;

    /** What is stored of conversations. */
    record Tables(EventTable events, MemberTable members, WatermarkTable watermarks) {}

    ReadConversationRoute(
            Authentication authentication,
            Memberships memberships,
            RecentAccepts recent,
            Tables tables,
            Reads reads,
            Answers answers) {
        this.authentication = authentication;
        this.memberships = memberships;
        this.recent = recent;
        this.tables = tables;
        this.reads = reads;
        this.answers = answers;
    }

    record ConversationRead(String conversationId, long upToSeq) {}

    @Override
    public void handle(Context context) {
        var reader = authentication.caller(context);
        var conversationId = context.pathParam("id");
        var fields = Fields.of(context);
        long wanted = fields.count("up_to_seq");
        fields.finish();
        if (!Validation.CONVERSATION_ID.matcher(conversationId).matches()) {
            throw Problems.notFound("conversation");
        }
        var trace = Trace.parent(context);
        answers.later(
                context,
                () -> recent.settled(conversationId)
                        .thenCompose(settled -> memberships.fresh(conversationId))
                        .thenCompose(answer -> head(conversationId, reader, member(answer, reader)))
                        .thenCompose(head -> read(conversationId, reader, Math.min(wanted, head.seq()), trace)),
                (to, upTo) -> Answers.json(to, 200, new ConversationRead(conversationId, upTo)));
    }

    private static Membership member(Answer<Membership> answer, String reader) {
        if (answer instanceof Found<Membership> found) {
            if (found.value().has(reader)) {
                return found.value();
            }
            throw Problems.notFound("conversation");
        }
        if (answer instanceof Absent) {
            throw Problems.notFound("conversation");
        }
        throw Problems.unavailable("The conversation cannot be read now.");
    }

    private CompletableFuture<Head> head(String conversationId, String reader, Membership membership) {
        return membership.head().map(CompletableFuture::completedFuture).orElseGet(() -> tables.members()
                .head(reader, conversationId)
                .thenApply(head -> head.orElseThrow(
                        () -> Problems.unavailable("The end of the conversation cannot be found now."))));
    }

    private CompletableFuture<Long> read(String conversationId, String reader, long upTo, Optional<String> trace) {
        return tables.watermarks().of(conversationId).thenCompose(marks -> {
            long before =
                    Math.max(marks.getOrDefault(reader, Mark.NONE).readSeq(), reads.markedUpTo(reader, conversationId));
            var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
            return tables.events()
                    .backward(conversationId, Math.max(1, upTo - 2 * NEWEST), upTo, NEWEST)
                    .thenCompose(rows -> tell(conversationId, reader, rows, before, at, trace))
                    .thenCompose(told -> upTo > before
                            ? reads.upTo(reader, conversationId, upTo, at, trace)
                            : CompletableFuture.completedFuture(null))
                    .thenApply(done -> Math.max(upTo, before));
        });
    }

    private CompletableFuture<Void> tell(
            String conversationId,
            String reader,
            List<EventRow> rows,
            long before,
            Instant at,
            Optional<String> trace) {
        var told = rows.stream()
                .filter(row -> isUnread(row, reader, before))
                .map(row -> new Message(
                        Objects.requireNonNull(row.messageId()), conversationId, row.seq(), row.actor(), row.at()))
                .filter(message -> reads.toldAt(reader, message.messageId()).isEmpty())
                .map(message -> reads.message(reader, message, at, trace))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(told);
    }

    /**
     * The status of a message to several is not the reader's own, so for those the old watermark decides; a message to
     * the reader alone may have been left out below it by reading a later one.
     */
    private static boolean isUnread(EventRow row, String reader, long before) {
        return row.isMessage()
                && !row.actor().equals(reader)
                && StatusUpdate.tracked(row.recipients()).contains(reader)
                && !DeliveryStatus.READ.name().equals(row.status())
                && (row.recipients().size() == 1 || row.seq() > before);
    }
}

package chat4all.edge.status;

import chat4all.edge.cassandra.EventRow;
import chat4all.edge.cassandra.EventTable;
import chat4all.edge.cassandra.WatermarkTable;
import chat4all.edge.cassandra.WatermarkTable.Mark;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Fields;
import chat4all.edge.http.Problems;
import chat4all.edge.messages.RecentAccepts;
import chat4all.edge.status.Reads.Message;
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
 * goes back and never beyond the newest event. Messages of others up to it are told as READ, in pages of a hundred from
 * the newest downward: always the first page, then those above the former watermark, ten at most. Of what is older than
 * these thousand events only the watermark tells that it was read. What is not stored yet is waited for: marked before it
 * can be told, it would never be told.
 */
final class ReadConversationRoute implements Handler {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 10;

    private final Authentication authentication;
    private final MemberHeads heads;
    private final RecentAccepts recent;
    private final Tables tables;
    private final StoredPages pages;
    private final Reads reads;
    private final Answers answers;

    /** What is stored of conversations. */
    record Tables(EventTable events, WatermarkTable watermarks) {}

    ReadConversationRoute(
            Authentication authentication,
            MemberHeads heads,
            RecentAccepts recent,
            Tables tables,
            Reads reads,
            Answers answers) {
        this.authentication = authentication;
        this.heads = heads;
        this.recent = recent;
        this.tables = tables;
        this.pages = new StoredPages(tables.events());
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
                        .thenCompose(settled -> heads.of(conversationId, reader))
                        .thenCompose(head -> read(conversationId, reader, Math.min(wanted, head.seq()), trace)),
                (to, upTo) -> Answers.json(to, 200, new ConversationRead(conversationId, upTo)));
    }

    private CompletableFuture<Long> read(String conversationId, String reader, long upTo, Optional<String> trace) {
        return tables.watermarks().of(conversationId).thenCompose(marks -> {
            long before =
                    Math.max(marks.getOrDefault(reader, Mark.NONE).readSeq(), reads.markedUpTo(reader, conversationId));
            var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
            return tell(new Reading(conversationId, reader, before, at, trace), upTo, MOST_PAGES)
                    .thenCompose(told -> upTo > before
                            ? reads.upTo(reader, conversationId, upTo, at, trace)
                            : CompletableFuture.completedFuture(null))
                    .thenApply(done -> Math.max(upTo, before));
        });
    }

    /** One reader's step from a former watermark. */
    private record Reading(String conversationId, String reader, long before, Instant at, Optional<String> trace) {}

    /** Page after page, each once the one above has been told. */
    private CompletableFuture<Void> tell(Reading reading, long upTo, int left) {
        long first = Math.max(1, upTo - PAGE + 1);
        if (upTo == 0) {
            return CompletableFuture.completedFuture(null);
        }
        return pages.backward(reading.conversationId(), first, upTo)
                .thenCompose(rows -> tell(reading, rows))
                .thenCompose(told -> left > 1 && first > reading.before() + 1
                        ? tell(reading, first - 1, left - 1)
                        : CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<Void> tell(Reading reading, List<EventRow> rows) {
        var reader = reading.reader();
        var told = rows.stream()
                .filter(row -> isUnread(row, reader, reading.before()))
                .map(row -> new Message(
                        Objects.requireNonNull(row.messageId()),
                        reading.conversationId(),
                        row.seq(),
                        row.actor(),
                        row.at()))
                .filter(message -> reads.toldAt(reader, message.messageId()).isEmpty())
                .map(message -> reads.message(reader, message, reading.at(), reading.trace()))
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

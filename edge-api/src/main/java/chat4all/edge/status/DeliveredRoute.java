package chat4all.edge.status;

import chat4all.edge.cassandra.WatermarkTable;
import chat4all.edge.cassandra.WatermarkTable.Mark;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Fields;
import chat4all.edge.http.Problems;
import chat4all.runtime.http.Trace;
import chat4all.schemas.Validation;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * {@code POST /v1/conversations/{id}/delivered}: a device of the caller, a member, has everything up to a seq. The watermark
 * never goes back and never beyond the newest event. No message's status moves by it: being stored is what delivers.
 */
final class DeliveredRoute implements Handler {
    private final Authentication authentication;
    private final MemberHeads heads;
    private final WatermarkTable watermarks;
    private final Reads reads;
    private final Answers answers;

    DeliveredRoute(
            Authentication authentication, MemberHeads heads, WatermarkTable watermarks, Reads reads, Answers answers) {
        this.authentication = authentication;
        this.heads = heads;
        this.watermarks = watermarks;
        this.reads = reads;
        this.answers = answers;
    }

    record ConversationDelivered(String conversationId, long upToSeq) {}

    @Override
    public void handle(Context context) {
        var member = authentication.caller(context);
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
                () -> heads.of(conversationId, member)
                        .thenCompose(head -> mark(conversationId, member, Math.min(wanted, head.seq()), trace)),
                (to, upTo) -> Answers.json(to, 200, new ConversationDelivered(conversationId, upTo)));
    }

    private CompletableFuture<Long> mark(String conversationId, String member, long upTo, Optional<String> trace) {
        return watermarks.of(List.of(conversationId), member).thenCompose(marks -> {
            var before = marks.getOrDefault(conversationId, Mark.NONE);
            long delivered = Math.max(before.deliveredSeq(), reads.deliveredUpTo(member, conversationId));
            if (upTo <= delivered) {
                return CompletableFuture.completedFuture(delivered);
            }
            var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
            return reads.delivered(member, conversationId, upTo, before.readSeq(), at, trace)
                    .thenApply(done -> upTo);
        });
    }
}

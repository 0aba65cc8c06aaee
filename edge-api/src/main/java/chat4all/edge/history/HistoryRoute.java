package chat4all.edge.history;

import chat4all.edge.cassandra.EventTable;
import chat4all.edge.cassandra.MemberTable;
import chat4all.edge.cassandra.MemberTable.Head;
import chat4all.edge.conversations.Membership;
import chat4all.edge.conversations.Memberships;
import chat4all.edge.history.PageRequest.Start;
import chat4all.edge.history.PageView.Pagination;
import chat4all.edge.history.Walk.Page;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Problems;
import chat4all.edge.messages.RecentAccepts;
import chat4all.edge.topology.Answer;
import chat4all.edge.topology.Answer.Absent;
import chat4all.edge.topology.Answer.Found;
import chat4all.schemas.Validation;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * {@code GET /v1/conversations/{id}/messages}. What was accepted before is on the page: the newest accept of this
 * process and everything the topology has sequenced are waited for, a second at most.
 */
public final class HistoryRoute implements Handler {
    private final Authentication authentication;
    private final Memberships memberships;
    private final MemberTable stored;
    private final RecentAccepts recent;
    private final HistoryReader reader;
    private final Answers answers;

    public HistoryRoute(
            Authentication authentication,
            Memberships memberships,
            MemberTable stored,
            EventTable events,
            RecentAccepts recent,
            Answers answers) {
        this.authentication = authentication;
        this.memberships = memberships;
        this.stored = stored;
        this.recent = recent;
        this.reader = new HistoryReader(events);
        this.answers = answers;
    }

    @Override
    public void handle(Context context) {
        var caller = authentication.caller(context);
        var request = PageRequest.of(context);
        var conversationId = context.pathParam("id");
        if (!Validation.CONVERSATION_ID.matcher(conversationId).matches()) {
            throw Problems.notFound("conversation");
        }
        answers.later(
                context,
                () -> recent.settled(conversationId)
                        .thenCompose(settled -> page(conversationId, caller, request, settled)),
                (to, page) -> Answers.json(to, 200, view(conversationId, caller, request, page)));
    }

    private CompletableFuture<Page> page(String conversationId, String caller, PageRequest request, boolean settled) {
        return memberships.fresh(conversationId).thenCompose(answer -> {
            var membership = membership(answer, settled);
            if (membership.rangesOf(caller).isEmpty()) {
                throw Problems.notFound("conversation");
            }
            return head(conversationId, caller, membership)
                    .thenCompose(head -> reader.read(Sight.of(conversationId, caller, membership, head), request));
        });
    }

    private static Membership membership(Answer<Membership> answer, boolean settled) {
        if (answer instanceof Found<Membership> found) {
            return found.value();
        }
        if (answer instanceof Absent && settled) {
            throw Problems.notFound("conversation");
        }
        throw Problems.unavailable("The conversation cannot be read now.");
    }

    private CompletableFuture<Head> head(String conversationId, String caller, Membership membership) {
        if (membership.head().isPresent()) {
            return CompletableFuture.completedFuture(membership.head().get());
        }
        return stored.head(caller, conversationId)
                .thenApply(head -> head.orElseThrow(
                        () -> Problems.unavailable("The end of the conversation cannot be found now.")));
    }

    private static PageView view(String conversationId, String caller, PageRequest request, Page page) {
        boolean forward = HistoryReader.isForward(request);
        var messages = new ArrayList<MessageView>();
        page.messages().forEach(row -> messages.add(MessageView.of(conversationId, row, caller)));
        if (forward == request.newestFirst()) {
            Collections.reverse(messages);
        }
        var offset =
                request.start() instanceof Start.Offset start ? Optional.of(start.messages()) : Optional.<Long>empty();
        var next = page.hasMore() ? new Cursor(forward, request.newestFirst(), page.seq()).text() : null;
        return new PageView(
                conversationId,
                messages,
                new Pagination(request.limit(), offset.orElse(null), messages.size(), page.hasMore(), next));
    }
}

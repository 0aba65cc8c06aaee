package chat4all.edge.history;

import chat4all.edge.cassandra.EventTable;
import chat4all.edge.history.PageRequest.Start;
import chat4all.edge.history.PageView.Pagination;
import chat4all.edge.history.Walk.Page;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Problems;
import chat4all.schemas.Validation;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;

/**
 * {@code GET /v1/conversations/{id}/messages}. What was accepted before is on the page: the newest accept of this
 * process and everything the topology has sequenced are waited for, a second at most.
 */
public final class HistoryRoute implements Handler {
    private final Authentication authentication;
    private final ConversationSight sight;
    private final HistoryReader reader;
    private final Answers answers;

    public HistoryRoute(Authentication authentication, ConversationSight sight, EventTable events, Answers answers) {
        this.authentication = authentication;
        this.sight = sight;
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
                () -> sight.of(conversationId, caller).thenCompose(seen -> reader.read(seen, request)),
                (to, page) -> Answers.json(to, 200, view(conversationId, caller, request, page)));
    }

    private static PageView view(String conversationId, String caller, PageRequest request, Page page) {
        boolean forward = HistoryReader.isForward(request);
        var messages = new ArrayList<EntryView>();
        page.found()
                .forEach(row -> messages.add(
                        row.isMessage()
                                ? MessageView.of(conversationId, row, caller)
                                : SystemView.of(conversationId, row)));
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

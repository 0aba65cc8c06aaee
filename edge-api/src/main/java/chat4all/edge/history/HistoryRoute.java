package chat4all.edge.history;

import chat4all.edge.cassandra.EventRow;
import chat4all.edge.cassandra.EventTable;
import chat4all.edge.files.AttachedFile;
import chat4all.edge.files.MessageFiles;
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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/conversations/{id}/messages}. What was accepted before is on the page: the newest accept of this
 * process and everything the topology has sequenced are waited for, a second at most.
 */
public final class HistoryRoute implements Handler {
    private final Authentication authentication;
    private final ConversationSight sight;
    private final HistoryReader reader;
    private final MessageFiles files;
    private final Answers answers;

    public HistoryRoute(
            Authentication authentication,
            ConversationSight sight,
            EventTable events,
            MessageFiles files,
            Answers answers) {
        this.authentication = authentication;
        this.sight = sight;
        this.files = files;
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
                () -> sight.of(conversationId, caller)
                        .thenCompose(seen -> reader.read(seen, request))
                        .thenCompose(page -> files.of(conversationId, page.found())
                                .thenApply(shown -> view(conversationId, caller, request, page, shown))),
                (to, view) -> Answers.json(to, 200, view));
    }

    private static PageView view(
            String conversationId, String caller, PageRequest request, Page page, Map<String, AttachedFile> files) {
        boolean forward = HistoryReader.isForward(request);
        var messages = new ArrayList<EntryView>();
        page.found()
                .forEach(row -> messages.add(
                        row.isMessage()
                                ? MessageView.of(conversationId, row, fileOf(row, files), caller)
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

    private static @Nullable AttachedFile fileOf(EventRow row, Map<String, AttachedFile> files) {
        return row.fileId() == null ? null : files.get(row.fileId());
    }
}

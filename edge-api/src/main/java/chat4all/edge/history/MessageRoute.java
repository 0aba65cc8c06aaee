package chat4all.edge.history;

import chat4all.edge.async.Polling;
import chat4all.edge.cassandra.EventRow;
import chat4all.edge.cassandra.EventTable;
import chat4all.edge.files.MessageFiles;
import chat4all.edge.history.MessageLookup.Located;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Problems;
import chat4all.edge.messages.RecentAccepts;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.concurrent.CompletableFuture;

/** {@code GET /v1/messages/{id}}: readable as soon as it was accepted, after a second of waiting at most. */
public final class MessageRoute implements Handler {
    private final Authentication authentication;
    private final MessageLookup lookup;
    private final EventTable events;
    private final MessageFiles files;
    private final Answers answers;

    public MessageRoute(
            Authentication authentication,
            MessageLookup lookup,
            EventTable events,
            MessageFiles files,
            Answers answers) {
        this.authentication = authentication;
        this.lookup = lookup;
        this.events = events;
        this.files = files;
        this.answers = answers;
    }

    @Override
    public void handle(Context context) {
        var caller = authentication.caller(context);
        var messageId = context.pathParam("id");
        answers.later(
                context,
                () -> lookup.findPlaced(messageId, caller).thenCompose(located -> view(located, caller)),
                (to, view) -> Answers.json(to, 200, view));
    }

    private CompletableFuture<MessageView> view(Located located, String caller) {
        if (located instanceof Located.Known known) {
            var status = known.status();
            return RecentAccepts.isRejected(status)
                    ? CompletableFuture.completedFuture(MessageView.rejected(status))
                    : view(status.conversationId(), status.seq(), caller).thenApply(view -> view.with(status));
        }
        if (located instanceof Located.Stored stored) {
            return view(stored.conversationId(), stored.seq(), caller);
        }
        throw Problems.unavailable("The message is accepted and not in its place yet.");
    }

    private CompletableFuture<MessageView> view(String conversationId, long seq, String caller) {
        return row(conversationId, seq).thenCompose(row -> files.of(conversationId, row)
                .thenApply(file -> MessageView.of(conversationId, row, file.orElse(null), caller)));
    }

    private CompletableFuture<EventRow> row(String conversationId, long seq) {
        return Polling.SOON.until(() -> events.at(conversationId, seq)).thenApply(found -> {
            var row = found.orElseThrow(() -> Problems.unavailable("The message is not stored yet."));
            if (!row.isMessage()) {
                throw Problems.notFound("message");
            }
            return row;
        });
    }
}

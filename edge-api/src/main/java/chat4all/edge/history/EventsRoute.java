package chat4all.edge.history;

import chat4all.edge.cassandra.EventRow;
import chat4all.edge.cassandra.EventTable;
import chat4all.edge.files.MessageFiles;
import chat4all.edge.history.Walk.Page;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Limits;
import chat4all.edge.http.Problems;
import chat4all.schemas.EventData;
import chat4all.schemas.Json;
import chat4all.schemas.Validation;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/conversations/{id}/events?after_seq&limit}: every event that the caller may see, in order. A message's
 * text is what it is now, in its own event and in those that edited it; of a deleted one there is none.
 */
public final class EventsRoute implements Handler {
    private final Authentication authentication;
    private final ConversationSight sight;
    private final EventTable events;
    private final MessageFiles files;
    private final Answers answers;

    public EventsRoute(
            Authentication authentication,
            ConversationSight sight,
            EventTable events,
            MessageFiles files,
            Answers answers) {
        this.authentication = authentication;
        this.sight = sight;
        this.events = events;
        this.files = files;
        this.answers = answers;
    }

    /** @param nextAfterSeq where to go on, null at the end */
    record EventsView(
            String conversationId,
            List<EventView> events,
            boolean hasMore,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long nextAfterSeq) {}

    @Override
    public void handle(Context context) {
        var caller = authentication.caller(context);
        var conversationId = context.pathParam("id");
        int limit = Limits.limit(context.queryParam("limit"), PageRequest.DEFAULT_LIMIT);
        var after = context.queryParam("after_seq");
        long first = after == null ? 1 : Limits.count("after_seq", after) + 1;
        if (!Validation.CONVERSATION_ID.matcher(conversationId).matches()) {
            throw Problems.notFound("conversation");
        }
        answers.later(
                context,
                () -> sight.of(conversationId, caller)
                        .thenCompose(seen -> new Walk(events, seen, true, limit, row -> true).from(first))
                        .thenCompose(page -> view(conversationId, caller, page)),
                (to, view) -> Answers.json(to, 200, view));
    }

    private CompletableFuture<EventsView> view(String conversationId, String caller, Page page) {
        var views = page.found().stream()
                .map(row -> view(conversationId, caller, row))
                .toList();
        return CompletableFuture.allOf(views.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> {
                    var all = new ArrayList<EventView>();
                    views.forEach(view -> all.add(view.join()));
                    return new EventsView(
                            conversationId, all, page.hasMore(), page.hasMore() ? (Long) page.seq() : null);
                });
    }

    private CompletableFuture<EventView> view(String conversationId, String caller, EventRow row) {
        if (row.isMessage()) {
            return files.of(conversationId, row).thenApply(file -> {
                var view = MessageView.of(conversationId, row, file.orElse(null), caller);
                // In the log the word type tells the event's.
                var data = Json.MAPPER.<ObjectNode>valueToTree(view).put("message_type", view.type());
                return EventView.of(conversationId, row, data);
            });
        }
        var data = tree(row);
        if (!row.type().equals(EventData.MESSAGE_EDITED) || !(data instanceof ObjectNode edit)) {
            return CompletableFuture.completedFuture(EventView.of(conversationId, row, data));
        }
        return events.at(conversationId, edit.path("message_seq").asLong())
                .thenApply(message -> EventView.of(conversationId, row, withText(edit, message)));
    }

    private static ObjectNode withText(ObjectNode edit, Optional<EventRow> message) {
        message.filter(found -> !found.isDeleted())
                .ifPresentOrElse(found -> edit.put("content", found.content()), () -> edit.put("deleted", true));
        return edit;
    }

    /** Null for an event of which only the place could be stored. */
    private static @Nullable JsonNode tree(EventRow row) {
        try {
            return row.data() == null ? null : Json.MAPPER.readTree(row.data());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package chat4all.bench;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads whole conversations through the public API, page by page with the cursor it gives. */
final class Histories {
    private static final int PAGE = 100;
    private static final int TRIES = 5;
    private static final Executor AFTER_A_MOMENT = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);
    private static final Answer NO_ANSWER = new Answer(504, MissingNode.getInstance(), Duration.ZERO);

    private final Api api;
    private final String run;

    Histories(Api api, String run) {
        this.api = api;
        this.run = run;
    }

    /** The history of each conversation by its id, all read side by side. */
    Map<String, List<Seen>> read(List<Talk> talks) {
        Map<String, CompletableFuture<List<Seen>>> reading = talks.stream()
                .collect(Collectors.toMap(Talk::conversationId, talk -> page(talk, "", new ArrayList<>())));
        return reading.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .join()));
    }

    private CompletableFuture<List<Seen>> page(Talk talk, String cursor, List<Seen> before) {
        var path = "/v1/conversations/" + Api.encoded(talk.conversationId()) + "/messages?limit=" + PAGE
                + (cursor.isEmpty() ? "" : "&cursor=" + Api.encoded(cursor));
        return patiently(path, talk.one(), TRIES).thenCompose(answer -> {
            if (answer.equals(NO_ANSWER)) {
                throw new ApiException("The history of " + talk.conversationId() + " cannot be read: no answer.");
            }
            var body = answer.expect(200);
            StreamSupport.stream(body.path("messages").spliterator(), false)
                    .map(message -> {
                        var content = Content.read(run, message.path("content").asText());
                        return new Seen(
                                Seen.HISTORY,
                                message.path("conversation_id").asText(),
                                message.path("seq").asLong(),
                                message.path("message_id").asText(),
                                content.number(),
                                content.intact());
                    })
                    .forEach(before::add);
            var pagination = body.path("pagination");
            return pagination.path("has_more").asBoolean()
                    ? page(talk, pagination.path("next_cursor").asText(), before)
                    : CompletableFuture.completedFuture(before);
        });
    }

    /** A platform that has just been overloaded may need a moment before it can be audited. */
    private CompletableFuture<Answer> patiently(String path, Participant as, int tries) {
        return api.get(path, as)
                .exceptionally(failed -> NO_ANSWER)
                .thenCompose(answer -> answer.passing() && tries > 1
                        ? CompletableFuture.runAsync(() -> {}, AFTER_A_MOMENT)
                                .thenCompose(moment -> patiently(path, as, tries - 1))
                        : CompletableFuture.completedFuture(answer));
    }
}

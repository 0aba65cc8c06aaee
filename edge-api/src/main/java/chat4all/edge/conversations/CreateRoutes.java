package chat4all.edge.conversations;

import chat4all.edge.commands.Stamps;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Fields;
import chat4all.edge.http.Problems;
import chat4all.runtime.http.ProblemException;
import chat4all.runtime.http.Trace;
import chat4all.schemas.ConversationKind;
import chat4all.schemas.RejectionCode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * {@code POST /v1/conversations} and {@code POST /v1/groups}. A pair of users has one direct conversation of the server's
 * making, whoever asks for it and however often.
 */
final class CreateRoutes {
    private final Authentication authentication;
    private final ConversationRoutes.Parts parts;
    private final Answers answers;

    CreateRoutes(Authentication authentication, ConversationRoutes.Parts parts, Answers answers) {
        this.authentication = authentication;
        this.parts = parts;
        this.answers = answers;
    }

    void register(RoutesConfig routes) {
        routes.post("/v1/conversations", context -> create(context, CreateRequest::conversation, "/v1/conversations/"));
        routes.post("/v1/groups", context -> create(context, CreateRequest::group, "/v1/groups/"));
    }

    private void create(Context context, BiFunction<Fields, String, CreateRequest> form, String location) {
        var creator = authentication.caller(context);
        var request = form.apply(Fields.of(context), creator);
        var key = Stamps.key(context);
        var trace = Trace.parent(context);
        answers.later(
                context,
                () -> requireUsers(request).thenCompose(known -> create(request, creator, key, trace)),
                (to, body) -> {
                    to.header("Location", location + body.conversationId());
                    Answers.json(to, 201, body);
                });
    }

    private CompletableFuture<ConversationBody> create(
            CreateRequest request, String creator, Optional<String> key, Optional<String> trace) {
        var id = request.conversationId().orElseGet(() -> ownId(request, creator, key));
        var stamp = parts.stamps()
                .stamp(
                        creator,
                        id,
                        key,
                        request.kind().name(),
                        String.valueOf(request.name()),
                        String.valueOf(request.description()),
                        String.join(",", request.members()));
        boolean pair = request.kind() == ConversationKind.DIRECT
                && request.conversationId().isEmpty();
        return parts.decisions()
                .decide(request.command(id, creator, stamp), trace)
                .handle((decided, failure) -> {
                    if (failure != null && !(pair && isThereAlready(failure))) {
                        throw failure instanceof CompletionException known ? known : new CompletionException(failure);
                    }
                    return id;
                })
                .thenCompose(made -> parts.reader().read(made, creator));
    }

    private String ownId(CreateRequest request, String creator, Optional<String> key) {
        if (request.kind() == ConversationKind.DIRECT) {
            var pair = Stream.of(creator, request.other(creator)).sorted().toList();
            return "direct:" + parts.hash().of("direct", pair.get(0), pair.get(1));
        }
        return "group_"
                + key.map(known -> parts.hash().of("group", creator, known)).orElseGet(parts.stamps()::fresh);
    }

    private static boolean isThereAlready(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ProblemException problem
                && problem.problem().code().equals(RejectionCode.CONVERSATION_EXISTS.code());
    }

    private CompletableFuture<Void> requireUsers(CreateRequest request) {
        return parts.users().nobodies(request.members()).thenAccept(nobodies -> {
            if (!nobodies.isEmpty()) {
                throw Problems.noUsers(nobodies, nobody -> request.pointer(nobody));
            }
        });
    }
}

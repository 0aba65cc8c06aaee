package chat4all.edge.changes;

import chat4all.edge.cassandra.EventTable;
import chat4all.edge.cassandra.MessageTable;
import chat4all.edge.commands.Decisions;
import chat4all.edge.commands.Decisions.Decided;
import chat4all.edge.commands.Stamps;
import chat4all.edge.history.MessageLookup;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Fields;
import chat4all.runtime.http.ProblemException;
import chat4all.runtime.http.Trace;
import chat4all.schemas.ConversationCommand;
import chat4all.schemas.React.Change;
import chat4all.schemas.Reactions;
import chat4all.schemas.Validation;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * {@code PATCH} and {@code DELETE /v1/messages/{id}}, {@code PUT} and {@code DELETE …/reactions/{emoji}}. A message's
 * place and author are read from the history and named to the topology, which decides the rest. Who is told of a change
 * can read it: the answer waits, a second at most, until it is stored.
 */
public final class MessageChangeRoutes {
    private static final int MOST_EMOJI = 16;

    private final Authentication authentication;
    private final Targets targets;
    private final Stamps stamps;
    private final Decisions decisions;
    private final Answers answers;

    public MessageChangeRoutes(
            Authentication authentication,
            MessageLookup lookup,
            EventTable events,
            MessageTable messages,
            Stamps stamps,
            Decisions decisions,
            Answers answers) {
        this.authentication = authentication;
        this.targets = new Targets(lookup, events, messages);
        this.stamps = stamps;
        this.decisions = decisions;
        this.answers = answers;
    }

    record EditedView(String messageId, String conversationId, String content, Instant editedAt) {}

    /** What came of a command; {@code at} is its time. */
    private record Changed(Target target, Instant at) {}

    public void register(RoutesConfig routes) {
        routes.patch("/v1/messages/{id}", this::edit);
        routes.delete("/v1/messages/{id}", this::delete);
        routes.put("/v1/messages/{id}/reactions/{emoji}", context -> react(context, Change.ADD));
        routes.delete("/v1/messages/{id}/reactions/{emoji}", context -> react(context, Change.REMOVE));
    }

    private void edit(Context context) {
        var commands = commands(context);
        var fields = Fields.of(context);
        var content = fields.text("content");
        Validation.checkText(content)
                .ifPresent(broken -> fields.refuse(broken.pointer(), broken.code(), broken.detail()));
        fields.finish();
        change(
                context,
                commands,
                target -> Optional.of(commands.edit(target, content)),
                (to, changed) -> Answers.json(
                        to,
                        200,
                        new EditedView(
                                changed.target().messageId(),
                                changed.target().conversationId(),
                                content,
                                changed.at())));
    }

    private void delete(Context context) {
        var commands = commands(context);
        change(context, commands, target -> Optional.of(commands.delete(target)), (to, changed) -> to.status(204));
    }

    private void react(Context context, Change change) {
        var commands = commands(context);
        var emoji = context.pathParam("emoji");
        if (!Validation.isEmoji(emoji)) {
            throw ProblemException.of(400, "validation", "The last part of the address must be one emoji.");
        }
        change(
                context,
                commands,
                target -> {
                    var there = target.row().reactions().contains(Reactions.entry(commands.actor(), emoji));
                    if (there == (change == Change.ADD)) {
                        return Optional.empty();
                    }
                    requireRoom(target, change, emoji);
                    return Optional.of(commands.react(target, change, emoji));
                },
                (to, changed) -> to.status(204));
    }

    private MessageCommands commands(Context context) {
        return new MessageCommands(stamps, authentication.caller(context), Stamps.key(context));
    }

    /** @param command none when it is so already */
    private void change(
            Context context,
            MessageCommands commands,
            Function<Target, Optional<ConversationCommand>> command,
            BiConsumer<Context, Changed> write) {
        var messageId = context.pathParam("id");
        var trace = Trace.parent(context);
        answers.later(
                context,
                () -> targets.find(messageId, commands.actor()).thenCompose(target -> command.apply(target)
                        .map(asked -> decide(target, asked, trace))
                        .orElseGet(() -> CompletableFuture.completedFuture(new Changed(target, Instant.EPOCH)))),
                write);
    }

    private CompletableFuture<Changed> decide(Target target, ConversationCommand command, Optional<String> trace) {
        return decisions.decide(command, trace).thenCompose(decided -> stored(target, decided)
                .thenApply(stored -> new Changed(target, Instant.ofEpochMilli(decided.timestamp()))));
    }

    private CompletableFuture<Void> stored(Target target, Decided decided) {
        return decided.seq().isPresent()
                ? targets.awaitEvent(target, decided.seq().getAsLong())
                : CompletableFuture.completedFuture(null);
    }

    private static void requireRoom(Target target, Change change, String emoji) {
        var reactions = Reactions.of(target.row().reactions());
        boolean known = reactions.stream().anyMatch(reaction -> reaction.emoji().equals(emoji));
        if (change == Change.ADD && !known && reactions.size() >= MOST_EMOJI) {
            throw ProblemException.of(
                    422, "too-many-reactions", "A message has at most " + MOST_EMOJI + " different emoji under it.");
        }
    }
}

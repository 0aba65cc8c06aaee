package chat4all.edge.conversations;

import chat4all.edge.commands.Stamps;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Fields;
import chat4all.edge.http.Problems;
import chat4all.edge.topology.Answer.Absent;
import chat4all.edge.topology.Answer.Found;
import chat4all.runtime.http.Trace;
import chat4all.schemas.ChangeMember;
import chat4all.schemas.ChangeMember.Change;
import chat4all.schemas.ConversationCommand;
import chat4all.schemas.ConversationCommand.Origin;
import chat4all.schemas.ConversationKind;
import chat4all.schemas.Recipient;
import chat4all.schemas.RenameConversation;
import chat4all.schemas.Validation;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Reading conversations and groups, and changing a group's members and name. Who may do what is decided by the topology;
 * here strangers are told that there is no such group, and members wait for the decision.
 */
final class GroupRoutes {
    private final Authentication authentication;
    private final ConversationRoutes.Parts parts;
    private final Answers answers;

    GroupRoutes(Authentication authentication, ConversationRoutes.Parts parts, Answers answers) {
        this.authentication = authentication;
        this.parts = parts;
        this.answers = answers;
    }

    void register(RoutesConfig routes) {
        routes.get("/v1/conversations/{id}", context -> read(context, false));
        routes.get("/v1/groups/{id}", context -> read(context, true));
        routes.patch("/v1/groups/{id}", this::rename);
        routes.post("/v1/groups/{id}/members", this::add);
        routes.delete("/v1/groups/{id}/members/{user_id}", this::remove);
        routes.put("/v1/groups/{id}/admins/{user_id}", this::promote);
    }

    private void read(Context context, boolean groupsOnly) {
        var caller = authentication.caller(context);
        var id = id(context);
        answers.later(context, () -> parts.reader().read(id, caller), (to, body) -> {
            if (groupsOnly && body.type() != ConversationKind.GROUP) {
                throw Problems.notFound("group");
            }
            Answers.json(to, 200, body);
        });
    }

    private void rename(Context context) {
        var actor = authentication.caller(context);
        var id = id(context);
        var fields = Fields.of(context);
        var name = fields.text("name");
        var stamp = parts.stamps().stamp(actor, id, Stamps.key(context), "rename", name);
        var command = new RenameConversation(
                stamp.commandId(), id, actor, name, stamp.fingerprint(), Origin.CLIENT, stamp.acceptedAt());
        check(command, fields);
        change(context, command, () -> parts.reader().read(id, actor), (to, body) -> Answers.json(to, 200, body));
    }

    private void add(Context context) {
        var actor = authentication.caller(context);
        var id = id(context);
        var fields = Fields.of(context);
        var command = member(context, id, actor, Change.ADD, fields.text("user_id"));
        check(command, fields);
        change(context, command, () -> parts.reader().read(id, actor), (to, body) -> Answers.json(to, 201, body));
    }

    private void remove(Context context) {
        var actor = authentication.caller(context);
        var command = member(context, id(context), actor, Change.REMOVE, userId(context));
        change(context, command, () -> CompletableFuture.completedFuture(command), (to, done) -> to.status(204));
    }

    private void promote(Context context) {
        var actor = authentication.caller(context);
        var id = id(context);
        var command = member(context, id, actor, Change.PROMOTE, userId(context));
        change(context, command, () -> parts.reader().read(id, actor), (to, body) -> Answers.json(to, 200, body));
    }

    private ChangeMember member(Context context, String id, String actor, Change change, String userId) {
        var stamp = parts.stamps().stamp(actor, id, Stamps.key(context), change.name(), userId);
        return new ChangeMember(
                stamp.commandId(), id, actor, change, userId, stamp.fingerprint(), Origin.CLIENT, stamp.acceptedAt());
    }

    private <T> void change(
            Context context,
            ConversationCommand command,
            Supplier<CompletableFuture<T>> answer,
            BiConsumer<Context, T> write) {
        var trace = Trace.parent(context);
        answers.later(
                context,
                () -> requireMember(command)
                        .thenCompose(member -> requireUser(command))
                        .thenCompose(known -> parts.decisions().decide(command, trace))
                        .thenCompose(decided -> {
                            parts.memberships().forget(command.conversationId());
                            return answer.get();
                        }),
                write);
    }

    /** A stranger's wish is no command; what members may is the topology's to say. */
    private CompletableFuture<Void> requireMember(ConversationCommand command) {
        var actor = command.actor();
        return parts.memberships()
                .find(command.conversationId(), membership -> membership.has(actor))
                .thenAccept(answer -> {
                    if (answer instanceof Found<Membership> found) {
                        if (found.value().rangesOf(actor).isEmpty()) {
                            throw Problems.notFound("group");
                        }
                    } else if (answer instanceof Absent) {
                        throw Problems.notFound("group");
                    } else {
                        throw Problems.unavailable("The group cannot be changed now.");
                    }
                });
    }

    private CompletableFuture<Void> requireUser(ConversationCommand command) {
        if (!(command instanceof ChangeMember change && change.change() == Change.ADD)) {
            return CompletableFuture.completedFuture(null);
        }
        return parts.users().nobodies(List.of(change.userId())).thenAccept(nobodies -> {
            if (!nobodies.isEmpty()) {
                throw Problems.noUsers(nobodies, nobody -> "/user_id");
            }
        });
    }

    private static void check(ConversationCommand command, Fields fields) {
        Validation.check(command)
                .forEach(violation -> fields.refuse(violation.pointer(), violation.code(), violation.detail()));
        fields.finish();
    }

    private static String id(Context context) {
        var id = context.pathParam("id");
        if (!Validation.CONVERSATION_ID.matcher(id).matches()) {
            throw Problems.notFound("conversation");
        }
        return id;
    }

    private static String userId(Context context) {
        var userId = context.pathParam("user_id");
        if (!Recipient.isInternal(userId)) {
            throw Problems.notFound("member");
        }
        return userId;
    }
}

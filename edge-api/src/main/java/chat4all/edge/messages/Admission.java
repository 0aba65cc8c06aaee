package chat4all.edge.messages;

import chat4all.edge.async.Outage;
import chat4all.edge.cassandra.UserTable;
import chat4all.edge.conversations.Membership;
import chat4all.edge.conversations.Memberships;
import chat4all.edge.http.Problems;
import chat4all.edge.topology.Answer;
import chat4all.edge.topology.Answer.Absent;
import chat4all.edge.topology.Answer.Found;
import chat4all.edge.topology.Answer.Unstored;
import chat4all.runtime.http.Problem.FieldError;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.Recipient;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Validation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Whether a message may go to its conversation, as far as can be told before it is sequenced. A quick no for honest
 * mistakes; the topology, which sees messages and membership in one order, decides again.
 */
final class Admission {
    /** Leaves time for the append within the two seconds that a client waits. */
    private static final long PATIENCE_MILLIS = 500;

    private final Memberships memberships;
    private final UserTable users;

    Admission(Memberships memberships, UserTable users) {
        this.memberships = memberships;
        this.users = users;
    }

    /** The users the message is for; fails with the problem that refuses it. */
    CompletableFuture<List<String>> admit(SendMessage message) {
        var internal =
                message.recipients().stream().filter(Recipient::isInternal).toList();
        var mayGo = memberships.find(
                message.conversationId(),
                membership ->
                        membership.has(message.senderId()) && internal.stream().allMatch(membership::has));
        return mayGo.thenCompose(answer -> admit(message, internal, answer));
    }

    private CompletableFuture<List<String>> admit(
            SendMessage message, List<String> internal, Answer<Membership> answer) {
        if (answer instanceof Found<Membership> found) {
            requireMembers(message, internal, found.value());
            return CompletableFuture.completedFuture(users(message, internal, found.value()));
        }
        if (answer instanceof Absent) {
            if (Validation.isReserved(message.conversationId())) {
                throw Problems.notFound("conversation");
            }
            return admitCreating(message, internal).thenApply(done -> internal);
        }
        if (answer instanceof Unstored && !Validation.isReserved(message.conversationId())) {
            return admitCreating(message, internal).thenApply(done -> internal);
        }
        throw Problems.unavailable("Your membership of the conversation cannot be checked now.");
    }

    /** Those who were named, or every other member. */
    private static List<String> users(SendMessage message, List<String> internal, Membership membership) {
        return message.recipients().isEmpty()
                ? membership.visible().keySet().stream()
                        .filter(user -> !user.equals(message.senderId()) && membership.has(user))
                        .toList()
                : internal;
    }

    private static void requireMembers(SendMessage message, List<String> internal, Membership membership) {
        if (!membership.has(message.senderId())) {
            throw Problems.notAMember();
        }
        var strangers = internal.stream()
                .filter(recipient -> !membership.has(recipient))
                .toList();
        if (!strangers.isEmpty()) {
            throw refused(
                    RejectionCode.RECIPIENT_NOT_MEMBER, "is not a member of the conversation", message, strangers);
        }
    }

    /** Whether it may begin a conversation; one that has begun meanwhile is the topology's to refuse. */
    private CompletableFuture<Void> admitCreating(SendMessage message, List<String> internal) {
        var members = new HashSet<>(internal);
        members.add(message.senderId());
        if (members.size() > Validation.MAX_MEMBERS) {
            throw ProblemException.of(
                    422,
                    RejectionCode.TOO_MANY_MEMBERS.code(),
                    "A conversation has at most " + Validation.MAX_MEMBERS + " members.");
        }
        return requireUsers(message, internal);
    }

    private CompletableFuture<Void> requireUsers(SendMessage message, List<String> internal) {
        var checks = internal.stream().map(this::isUser).toList();
        return CompletableFuture.allOf(checks.toArray(CompletableFuture<?>[]::new))
                .thenAccept(done -> {
                    var nobodies = new ArrayList<String>();
                    for (int i = 0; i < checks.size(); i++) {
                        if (!checks.get(i).join()) {
                            nobodies.add(internal.get(i));
                        }
                    }
                    if (!nobodies.isEmpty()) {
                        throw refused(RejectionCode.RECIPIENT_INVALID, "is not a user", message, nobodies);
                    }
                });
    }

    /** While the accounts cannot be read everybody counts as a user: an outage must not stop what can go on. */
    private CompletableFuture<Boolean> isUser(String userId) {
        return users.exists(userId)
                .completeOnTimeout(true, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    if (failure instanceof Outage || failure.getCause() instanceof Outage) {
                        return true;
                    }
                    throw new IllegalStateException(failure);
                });
    }

    private static ProblemException refused(
            RejectionCode code, String reason, SendMessage message, List<String> recipients) {
        var errors = recipients.stream()
                .map(recipient ->
                        new FieldError("/recipients/" + message.recipients().indexOf(recipient), code.code(), reason))
                .toList();
        return Problems.refused(code.code(), String.join(", ", recipients) + " " + reason + ".", errors);
    }
}

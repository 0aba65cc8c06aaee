package chat4all.edge.messages;

import chat4all.edge.http.Problems;
import chat4all.edge.identities.Identities;
import chat4all.edge.identities.Identities.Linked;
import chat4all.runtime.http.Problem.FieldError;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.LinkedIdentity;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a message's {@code channels} mean: the linked identities of its users that get it too, as they are now. The command
 * carries them, so that the topology needs no look-up and decides the same when it reads the command again.
 */
final class LinkedRecipients {
    private static final String NOT_LINKED = "recipient-not-linked";

    private final Identities identities;

    LinkedRecipients(Identities identities) {
        this.identities = identities;
    }

    /**
     * Fails with the problem that refuses the message: a recipient who was named has to have every channel that was named;
     * of all members, one of them has to.
     */
    CompletableFuture<SendMessage> resolve(SendMessage message, List<String> users) {
        if (message.channels().isEmpty()) {
            return CompletableFuture.completedFuture(message);
        }
        var found = users.stream().map(identities::recent).toList();
        return CompletableFuture.allOf(found.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> {
                    var linked = new ArrayList<LinkedIdentity>();
                    for (int i = 0; i < users.size(); i++) {
                        for (var identity : found.get(i).join()) {
                            if (isAskedFor(message, identity)) {
                                linked.add(new LinkedIdentity(
                                        users.get(i), identity.identity().contact()));
                            }
                        }
                    }
                    require(message, users, linked);
                    return message.withLinked(linked);
                });
    }

    private static boolean isAskedFor(SendMessage message, Linked linked) {
        return message.channels().contains(Validation.ALL_CHANNELS)
                || message.channels().contains(linked.identity().platform().prefix());
    }

    private static void require(SendMessage message, List<String> users, List<LinkedIdentity> linked) {
        var errors = new ArrayList<FieldError>();
        for (var channel : message.channels()) {
            if (channel.equals(Validation.ALL_CHANNELS)) {
                continue;
            }
            if (!message.recipients().isEmpty()) {
                users.stream()
                        .filter(user -> !isLinked(user, channel, linked))
                        .map(user -> new FieldError(
                                "/recipients/" + message.recipients().indexOf(user),
                                NOT_LINKED,
                                "has not linked " + channel))
                        .forEach(errors::add);
            } else if (!isLinked(null, channel, linked)) {
                var pointer = "/channels/" + message.channels().indexOf(channel);
                errors.add(new FieldError(pointer, NOT_LINKED, "is linked by no other member"));
            }
        }
        if (!errors.isEmpty()) {
            throw Problems.refused(NOT_LINKED, "A channel is asked for that is not linked; see errors.", errors);
        }
        if (linked.size() > Validation.MAX_LINKED) {
            throw ProblemException.of(
                    422,
                    "too-many-identities",
                    "The message would go to " + linked.size() + " linked identities; at most " + Validation.MAX_LINKED
                            + " are allowed.");
        }
    }

    /** @param user null for anybody */
    private static boolean isLinked(@Nullable String user, String channel, List<LinkedIdentity> linked) {
        return linked.stream()
                .anyMatch(identity -> identity.contact().startsWith(channel + ":")
                        && (user == null || identity.userId().equals(user)));
    }
}

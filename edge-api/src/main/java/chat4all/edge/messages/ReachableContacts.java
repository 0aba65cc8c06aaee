package chat4all.edge.messages;

import chat4all.edge.channels.Reachability;
import chat4all.edge.channels.Unreachable;
import chat4all.edge.http.Problems;
import chat4all.runtime.http.Problem.FieldError;
import chat4all.schemas.LinkedIdentity;
import chat4all.schemas.Recipient;
import chat4all.schemas.SendMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Refuses a message to a contact who is known to be out of reach: one named as a recipient, or by a channel. A message for
 * users alone costs nothing here.
 */
final class ReachableContacts {
    private final Reachability reachability;

    ReachableContacts(Reachability reachability) {
        this.reachability = reachability;
    }

    /** @param pointer where the request names it */
    private record Named(String contact, String pointer) {}

    /** Completes with the message; fails with the problem that refuses it. */
    CompletableFuture<SendMessage> require(SendMessage message) {
        var named = named(message);
        if (named.isEmpty()) {
            return CompletableFuture.completedFuture(message);
        }
        var checks = named.stream()
                .map(one -> reachability.check(message.senderId(), message.conversationId(), one.contact()))
                .toList();
        return CompletableFuture.allOf(checks.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> {
                    refuse(named, checks.stream().map(CompletableFuture::join).toList());
                    return message;
                });
    }

    private static List<Named> named(SendMessage message) {
        var named = new ArrayList<Named>();
        for (int i = 0; i < message.recipients().size(); i++) {
            if (!Recipient.isInternal(message.recipients().get(i))) {
                named.add(new Named(message.recipients().get(i), "/recipients/" + i));
            }
        }
        for (LinkedIdentity identity : message.linked()) {
            int channel = message.channels()
                    .indexOf(identity.contact().substring(0, identity.contact().indexOf(':')));
            if (channel >= 0) {
                named.add(new Named(identity.contact(), "/channels/" + channel));
            }
        }
        return named;
    }

    private static void refuse(List<Named> named, List<Optional<Unreachable>> found) {
        var errors = new ArrayList<FieldError>();
        var details = new ArrayList<String>();
        for (int i = 0; i < named.size(); i++) {
            var contact = named.get(i);
            found.get(i).ifPresent(why -> {
                errors.add(new FieldError(contact.pointer(), why.code(), why.reason()));
                details.add(contact.contact() + " " + why.reason());
            });
        }
        if (!errors.isEmpty()) {
            throw Problems.refused(errors.get(0).code(), String.join("; ", details) + ".", errors);
        }
    }
}

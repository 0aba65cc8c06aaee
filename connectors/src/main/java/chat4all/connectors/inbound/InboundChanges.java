package chat4all.connectors.inbound;

import chat4all.connectors.cassandra.PlatformIds;
import chat4all.connectors.cassandra.ReactionTable;
import chat4all.connectors.cassandra.ReactionTable.Place;
import chat4all.connectors.cassandra.ReactionTable.Said;
import chat4all.connectors.cassandra.StoredMessages;
import chat4all.connectors.cassandra.StoredMessages.Stored;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Inbound;
import chat4all.connectors.spi.Inbound.What;
import chat4all.schemas.ConversationCommand;
import chat4all.schemas.Identity;
import chat4all.schemas.MessageRef;
import chat4all.schemas.React.Change;
import chat4all.schemas.Validation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * Makes commands of what contacts do to messages: the sender's own words changed or taken back, and reactions. The same
 * webhook makes the same commands, however often it is read.
 */
final class InboundChanges {
    /** A message whose change comes right behind it is in the history a moment later. */
    private static final Duration STORED_WITHIN = Duration.ofMinutes(1);

    /** What we sent is known by the platform's id a moment after the platform took it. */
    private static final Duration NAMED_WITHIN = Duration.ofSeconds(5);

    private final PlatformIds ids;
    private final StoredMessages messages;
    private final ReactionTable reactions;
    private final InstantSource clock;

    InboundChanges(PlatformIds ids, StoredMessages messages, ReactionTable reactions, InstantSource clock) {
        this.ids = ids;
        this.messages = messages;
        this.reactions = reactions;
        this.clock = clock;
    }

    /**
     * The message that is changed; empty when it is none that we know. Throws as long as it may still turn up, and while
     * Cassandra is away.
     */
    Optional<Stored> target(ChannelAccount account, Inbound.Change change, Instant receivedAt) {
        Optional<String> messageId = ids.message(account.key(), change.said().contact(), change.target());
        if (messageId.isEmpty()) {
            if (receivedAt.plus(NAMED_WITHIN).isAfter(clock.instant())) {
                throw new IllegalStateException(change.target() + " is not known yet");
            }
            return Optional.empty();
        }
        Optional<Stored> stored = messages.find(messageId.get());
        if (stored.isEmpty() && receivedAt.plus(STORED_WITHIN).isAfter(clock.instant())) {
            throw new IllegalStateException(messageId.get() + " is not in the history yet");
        }
        return stored;
    }

    /**
     * Writes what it comes to.
     *
     * @param user who the contact is here
     * @param write appends a command to its conversation
     */
    CompletableFuture<Void> apply(
            ChannelAccount account,
            Inbound.Change change,
            Stored target,
            Optional<String> user,
            BiFunction<String, ConversationCommand, CompletableFuture<Void>> write) {
        Inbound.Message said = change.said();
        String contact = account.channel().prefix() + ":" + said.contact();
        var commands = new ChangeCommands(
                target.conversationId(),
                actor(target, contact, user),
                ref(target, contact),
                account.channel().prefix() + "\0" + said.dedupKey(),
                clock.instant());
        if (change.what() instanceof What.Reacted reacted) {
            return react(new Place(account.key(), said.contact(), change.target()), said, reacted, commands, write);
        }
        ConversationCommand command = change.what() instanceof What.Edited edited
                ? commands.edit(Commands.parts(edited.text()).get(0))
                : commands.delete(target.fileId());
        return write.apply(command.conversationId(), command);
    }

    /** What the platform says is all that the contact has there now; what changed is found by what it said before. */
    private CompletableFuture<Void> react(
            Place place,
            Inbound.Message said,
            What.Reacted reacted,
            ChangeCommands commands,
            BiFunction<String, ConversationCommand, CompletableFuture<Void>> write) {
        Said before = reactions.find(place).orElse(new Said(List.of(), Instant.EPOCH, ""));
        if (before.dedupKey().equals(said.dedupKey()) || said.at().isBefore(before.at())) {
            return CompletableFuture.completedFuture(null);
        }
        List<String> now =
                reacted.emoji().stream().filter(Validation::isEmoji).distinct().toList();
        List<CompletableFuture<Void>> written = new ArrayList<>();
        before.emoji().stream()
                .filter(emoji -> !now.contains(emoji))
                .map(emoji -> commands.react(Change.REMOVE, emoji))
                .forEach(command -> written.add(write.apply(command.conversationId(), command)));
        now.stream()
                .filter(emoji -> !before.emoji().contains(emoji))
                .map(emoji -> commands.react(Change.ADD, emoji))
                .forEach(command -> written.add(write.apply(command.conversationId(), command)));
        return CompletableFuture.allOf(written.toArray(CompletableFuture<?>[]::new))
                .thenCompose(done -> reactions.keep(place, new Said(now, said.at(), said.dedupKey())));
    }

    /** A message's author stays who they were, whatever the contact has linked since. */
    private static String actor(Stored target, String contact, Optional<String> user) {
        boolean own = Identity.oneForm(target.author()).equals(Identity.oneForm(contact));
        return own ? target.author() : user.orElse(contact);
    }

    /** Everybody else who has it is told; the contact knows. */
    private static MessageRef ref(Stored target, String contact) {
        return new MessageRef(
                target.messageId(),
                target.seq(),
                target.author(),
                target.contacts().stream()
                        .filter(other -> !Identity.oneForm(other).equals(Identity.oneForm(contact)))
                        .toList());
    }
}

package chat4all.topology;

import chat4all.schemas.ConversationCommand;
import chat4all.schemas.ConversationEvent;
import chat4all.schemas.ConversationMembers;
import chat4all.schemas.CreateConversation;
import chat4all.schemas.EventData;
import chat4all.schemas.EventData.ConversationCreated;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.Identity;
import chat4all.schemas.LinkedIdentity;
import chat4all.schemas.Recipient;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Validation;
import chat4all.topology.Changes.Ruling;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a command does to its conversation: an event with the next seq, or a refusal. A pure function of the
 * conversation's state, the command and the broker's time, so that a replay decides the same.
 */
final class Sequencer {
    private Sequencer() {}

    /** What a command does. */
    sealed interface Decision {
        /** The event and the conversation's state after it. */
        record Happened(ConversationEvent event, ConversationMembers members) implements Decision {}

        record Refused(RejectionCode code, String detail) implements Decision {}
    }

    /**
     * @param members null when nobody has spoken in the conversation and it was not created
     * @param deleted whether the message of a seq was deleted lately
     * @param timestampMillis broker time of the command
     */
    static Decision decide(
            SeqState last,
            @Nullable ConversationMembers members,
            LongPredicate deleted,
            ConversationCommand command,
            long timestampMillis) {
        if (command instanceof SendMessage send) {
            SeqState place = last.next(true, timestampMillis);
            return members == null ? open(place, send) : say(place, members, send);
        }
        if (command instanceof CreateConversation create) {
            return members == null
                    ? create(last.next(false, timestampMillis), create)
                    : new Decision.Refused(RejectionCode.CONVERSATION_EXISTS, "the conversation exists already");
        }
        return members == null ? unknown() : change(last, last.next(false, timestampMillis), members, deleted, command);
    }

    private static Decision change(
            SeqState last,
            SeqState place,
            ConversationMembers members,
            LongPredicate deleted,
            ConversationCommand command) {
        Ruling ruling = Changes.rule(members, last.seq(), deleted, command);
        if (ruling instanceof Ruling.Denied denied) {
            return new Decision.Refused(denied.code(), denied.detail());
        }
        EventData data = ((Ruling.Allowed) ruling).data();
        ConversationMembers after = Memberships.changed(members, data, place.seq());
        return new Decision.Happened(event(place, command, after, data), after);
    }

    private static Decision unknown() {
        return new Decision.Refused(RejectionCode.CONVERSATION_UNKNOWN, "there is no such conversation");
    }

    private static Decision open(SeqState place, SendMessage send) {
        if (send.origin() == ConversationCommand.Origin.CLIENT && Validation.isReserved(send.conversationId())) {
            return unknown();
        }
        ConversationCreated opens = Memberships.opening(send);
        MessageCreated message =
                message(send, send.recipients(), linked(send, send.recipients(), List.of()), null, opens);
        return opened(place, send, opens, message);
    }

    private static Decision create(SeqState place, CreateConversation create) {
        ConversationCreated opens = Memberships.created(
                create.kind(), create.name(), create.description(), create.creatorId(), create.members());
        return opened(place, create, opens, opens);
    }

    private static Decision opened(
            SeqState place, ConversationCommand command, ConversationCreated opens, EventData data) {
        if (opens.members().size() > Validation.MAX_MEMBERS) {
            return new Decision.Refused(
                    RejectionCode.TOO_MANY_MEMBERS,
                    opens.members().size() + " members; at most " + Validation.MAX_MEMBERS + " are allowed");
        }
        String via = command instanceof SendMessage send ? send.via() : null;
        ConversationMembers members =
                Memberships.first(command.conversationId(), opens, command.actor(), via, place.seq(), place.at());
        return happened(place, members, command, data);
    }

    private static Decision say(SeqState place, ConversationMembers before, SendMessage send) {
        String sender = send.senderId();
        boolean joins = send.via() != null && Memberships.mayJoin(before, sender);
        if (Recipient.isInternal(sender) && !joins && !before.has(sender)) {
            return send.via() == null
                    ? new Decision.Refused(RejectionCode.NOT_A_MEMBER, sender + " is not a member of the conversation")
                    : say(place, before, send.byContact());
        }
        ConversationMembers members =
                Contacts.heard(joins ? Memberships.joined(before, sender, place.seq()) : before, sender, send.via());
        return isForEverybody(send) ? sayToEverybody(place, members, send, joins) : sayTo(place, members, send);
    }

    private static Decision sayToEverybody(
            SeqState place, ConversationMembers members, SendMessage send, boolean joins) {
        List<String> recipients = Contacts.others(members, send.senderId());
        List<LinkedIdentity> wrote = Contacts.linkedOthers(members, send.senderId());
        List<LinkedIdentity> linked = Stream.concat(wrote.stream(), linked(send, recipients, wrote).stream())
                .toList();
        String joiner = joins ? send.senderId() : null;
        return happened(place, members, send, message(send, recipients, linked, joiner, null));
    }

    private static Decision sayTo(SeqState place, ConversationMembers members, SendMessage send) {
        List<String> recipients = send.recipients();
        for (String recipient : recipients) {
            if (Recipient.isInternal(recipient) && !members.has(recipient)) {
                return new Decision.Refused(
                        RejectionCode.RECIPIENT_NOT_MEMBER, recipient + " is not a member of the conversation");
            }
        }
        return happened(
                place, members, send, message(send, recipients, linked(send, recipients, List.of()), null, null));
    }

    private static Decision happened(
            SeqState place, ConversationMembers members, ConversationCommand command, EventData data) {
        return new Decision.Happened(event(place, command, members, data), members);
    }

    /** The identities of users whom it is for, but those to whom it goes anyway, in that spelling or another. */
    private static List<LinkedIdentity> linked(
            SendMessage send, List<String> recipients, List<LinkedIdentity> already) {
        Set<String> reached = Stream.concat(
                        recipients.stream(), already.stream().map(LinkedIdentity::contact))
                .map(Identity::oneForm)
                .collect(Collectors.toSet());
        return send.linked().stream()
                .filter(identity -> recipients.contains(identity.userId()))
                .filter(identity -> !reached.contains(Identity.oneForm(identity.contact())))
                .toList();
    }

    /** A platform's message names with whom a new conversation begins; in one that exists it is for all of its members. */
    private static boolean isForEverybody(SendMessage send) {
        return send.recipients().isEmpty() || send.origin() == ConversationCommand.Origin.PLATFORM;
    }

    private static MessageCreated message(
            SendMessage send,
            List<String> recipients,
            List<LinkedIdentity> linked,
            @Nullable String joins,
            @Nullable ConversationCreated opens) {
        return new MessageCreated(
                send.messageId(),
                send.clientMessageId(),
                recipients,
                linked,
                send.via(),
                joins,
                send.content(),
                send.messageType(),
                send.fileId(),
                send.replyTo(),
                send.metadata(),
                opens);
    }

    private static ConversationEvent event(
            SeqState place, ConversationCommand command, ConversationMembers members, EventData data) {
        return new ConversationEvent(
                command.conversationId(),
                place.seq(),
                place.ordinal(),
                place.at(),
                command.actor(),
                Memberships.audience(members, data),
                data,
                null);
    }
}

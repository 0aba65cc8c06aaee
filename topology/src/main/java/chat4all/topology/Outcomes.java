package chat4all.topology;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.EventData;
import chat4all.schemas.EventData.MessageChange;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.EventData.MessageDeleted;
import chat4all.schemas.EventData.MessageEdited;
import chat4all.schemas.EventData.ReactionAdded;
import chat4all.schemas.EventData.ReactionRemoved;
import chat4all.schemas.LinkedIdentity;
import chat4all.schemas.OutboundChange;
import chat4all.schemas.OutboundChange.Kind;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.Recipient;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.SendMessage;
import chat4all.schemas.StatusError;
import chat4all.schemas.StatusUpdate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/** What follows from an event or a refusal: messages for the channels, and the first word on a message's status. */
final class Outcomes {
    /** Repetitions say nothing about the first message, which has the same id. */
    private static final Set<RejectionCode> NOT_ABOUT_THE_MESSAGE =
            Set.of(RejectionCode.DUPLICATE, RejectionCode.IDEMPOTENCY_KEY_REUSED);

    private Outcomes() {}

    /**
     * One message for each recipient outside and each linked identity, in their order; of a change, one for each contact
     * who has the message, but whoever made it.
     */
    static List<OutboundMessage> outbound(ConversationEvent event) {
        if (event.data() instanceof MessageCreated message) {
            return outside(Stream.concat(
                            message.recipients().stream(),
                            message.linked().stream().map(LinkedIdentity::contact)))
                    .map(recipient -> outbound(event, message, recipient))
                    .toList();
        }
        List<String> contacts = event.data() instanceof MessageChange change ? change.contacts() : null;
        return contacts == null
                ? List.of()
                : outside(contacts.stream().filter(contact -> !contact.equals(event.actor())))
                        .map(contact -> changed(event, contact))
                        .toList();
    }

    private static Stream<Recipient.External> outside(Stream<String> recipients) {
        return recipients
                .map(Recipient::parse)
                .filter(Recipient.External.class::isInstance)
                .map(Recipient.External.class::cast);
    }

    static List<KeyValue<String, StatusUpdate>> sent(String conversation, ConversationEvent event) {
        if (!(event.data() instanceof MessageCreated message)) {
            return List.of();
        }
        StatusUpdate update = new StatusUpdate(
                message.messageId(),
                event.conversationId(),
                event.seq(),
                event.actor(),
                null,
                DeliveryStatus.SENT,
                1,
                event.at(),
                event.at(),
                StatusUpdate.Source.SEQUENCER,
                null,
                null,
                null,
                StatusUpdate.tracked(message.recipients()),
                message.linked());
        return List.of(KeyValue.pair(update.messageId(), update));
    }

    static List<KeyValue<String, StatusUpdate>> failed(@Nullable String key, RejectedMessage rejected) {
        // What was too large is gone; it is taken for a message, which most commands are.
        boolean message =
                rejected.command() instanceof SendMessage || rejected.code() == RejectionCode.PAYLOAD_TOO_LARGE;
        if (NOT_ABOUT_THE_MESSAGE.contains(rejected.code()) || !message) {
            return List.of();
        }
        StatusUpdate update = new StatusUpdate(
                rejected.messageId(),
                rejected.conversationId(),
                0,
                rejected.senderId(),
                null,
                DeliveryStatus.FAILED,
                1,
                rejected.at(),
                rejected.at(),
                StatusUpdate.Source.SEQUENCER,
                null,
                new StatusError(rejected.code().code(), rejected.detail()),
                List.of());
        return List.of(KeyValue.pair(update.messageId(), update));
    }

    static String conversation(@Nullable String key, RejectedMessage rejected) {
        return rejected.conversationId();
    }

    private static OutboundMessage outbound(
            ConversationEvent event, MessageCreated message, Recipient.External recipient) {
        return new OutboundMessage(
                message.messageId(),
                event.conversationId(),
                event.seq(),
                event.actor(),
                recipient.channel().prefix() + ":" + recipient.address(),
                recipient.channel(),
                message.content(),
                message.messageType(),
                message.fileId(),
                message.replyTo(),
                message.metadata(),
                event.at());
    }

    private static OutboundMessage changed(ConversationEvent event, Recipient.External contact) {
        OutboundChange change = change(event.data());
        String text = event.data() instanceof MessageEdited edited ? edited.content() : null;
        return new OutboundMessage(
                ((MessageChange) event.data()).messageId(),
                event.conversationId(),
                event.seq(),
                event.actor(),
                contact.channel().prefix() + ":" + contact.address(),
                contact.channel(),
                text == null ? "" : text,
                "text",
                null,
                null,
                null,
                event.at(),
                change);
    }

    private static OutboundChange change(EventData data) {
        if (data instanceof MessageEdited) {
            return new OutboundChange(Kind.EDIT, null);
        }
        if (data instanceof MessageDeleted) {
            return new OutboundChange(Kind.DELETE, null);
        }
        return data instanceof ReactionAdded added
                ? new OutboundChange(Kind.REACT, added.emoji())
                : new OutboundChange(Kind.UNREACT, ((ReactionRemoved) data).emoji());
    }
}

package chat4all.connectors.delivery;

import chat4all.schemas.OutboundMessage;

/** What is kept in order: the messages of one conversation for one contact. */
record LaneKey(String conversationId, String recipientId) {
    static LaneKey of(OutboundMessage message) {
        return new LaneKey(message.conversationId(), message.recipientId());
    }
}

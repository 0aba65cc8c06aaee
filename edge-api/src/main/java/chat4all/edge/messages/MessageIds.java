package chat4all.edge.messages;

import chat4all.edge.ids.KeyedHash;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;

/**
 * Ids of messages. A client's own id becomes a keyed hash of sender, conversation and that id: the same retry makes the
 * same id in any process at any time, and nobody can compute, or take, another's.
 */
final class MessageIds {
    private static final String PREFIX = "msg_";

    private final KeyedHash hash;
    private final TimeBasedEpochRandomGenerator fresh = Generators.timeBasedEpochRandomGenerator();

    MessageIds(KeyedHash hash) {
        this.hash = hash;
    }

    /** For a message without an id of its client's: time-ordered, unguessable. */
    String fresh() {
        return PREFIX + fresh.generate();
    }

    String of(String sender, String conversationId, String clientId) {
        return PREFIX + hash.of("message", sender, conversationId, clientId);
    }

    /** The name under which a client's id is remembered whatever the conversation. */
    String clientKey(String sender, String clientId) {
        return hash.of("client", sender, clientId);
    }
}

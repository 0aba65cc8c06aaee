package chat4all.edge.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat4all.runtime.config.Secret;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids of messages. A client's own id becomes a keyed hash of sender, conversation and that id: the same retry makes the
 * same id in any process at any time, and nobody can compute, or take, another's.
 */
final class MessageIds {
    private static final String PREFIX = "msg_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    private final Mac keyed;
    private final TimeBasedEpochRandomGenerator fresh = Generators.timeBasedEpochRandomGenerator();

    MessageIds(Secret key) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key.utf8(), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a message without an id of its client's: time-ordered, unguessable. */
    String fresh() {
        return PREFIX + fresh.generate();
    }

    String of(String sender, String conversationId, String clientId) {
        // No part but the last can hold a NUL, so no two triples make the same text.
        return PREFIX + hash("message\0" + sender + "\0" + conversationId + "\0" + clientId);
    }

    /** The name under which a client's id is remembered whatever the conversation. */
    String clientKey(String sender, String clientId) {
        return hash("client\0" + sender + "\0" + clientId);
    }

    private String hash(String text) {
        try {
            var mac = (Mac) keyed.clone();
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)), 0, BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package chat4all.connectors.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat4all.runtime.config.Secret;
import chat4all.schemas.Channel;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids of what comes from outside, made of what the platform calls it by a keyed hash of 128 bits: the same each time, and
 * nobody can compute, guess or take one.
 */
final class DerivedIds {
    private static final int ID_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final Secret key;

    DerivedIds(Secret key) {
        this.key = key;
    }

    /** Of the conversation of an account and a contact who have none yet. */
    String conversation(String account, String contact) {
        return "channel:" + hash(account + "\0" + contact);
    }

    /** Of the file that came with a message. */
    String file(Channel channel, String dedupKey) {
        return "file_" + hash("file\0" + channel.prefix() + "\0" + dedupKey);
    }

    /** Where its bytes are; tells nothing of its id. */
    String object(Channel channel, String dedupKey) {
        return "files/" + hash("object\0" + channel.prefix() + "\0" + dedupKey);
    }

    private String hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.utf8(), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)), 0, ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }
}

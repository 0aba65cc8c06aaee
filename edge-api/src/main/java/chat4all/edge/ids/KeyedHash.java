package chat4all.edge.ids;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat4all.runtime.config.Secret;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** 128 bits that anybody with the installation's id secret makes of the same texts, and nobody else can guess. */
public final class KeyedHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    private final Mac keyed;

    public KeyedHash(Secret key) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key.utf8(), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No text but the last may hold a NUL, so that no two lists make the same hash. */
    public String of(String... texts) {
        try {
            var mac = (Mac) keyed.clone();
            return HexFormat.of().formatHex(mac.doFinal(String.join("\0", texts).getBytes(UTF_8)), 0, BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package chat4all.local;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.UUID;

/** Makes a private EC P-256 key as a JSON Web Key (RFC 7517, RFC 7518 section 6.2). */
final class SigningKey {

    private static final int COORDINATE_BYTES = 32;

    private SigningKey() {}

    static String generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            ECPublicKey open = (ECPublicKey) pair.getPublic();
            ECPrivateKey secret = (ECPrivateKey) pair.getPrivate();
            return """
                    {"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"local-%s","x":"%s","y":"%s","d":"%s"}""".formatted(
                            UUID.randomUUID(),
                            base64(open.getW().getAffineX()),
                            base64(open.getW().getAffineY()),
                            base64(secret.getS()));
        } catch (GeneralSecurityException noP256) {
            throw new IllegalStateException(noP256);
        }
    }

    /** Big-endian, exactly 32 bytes: leading zeros belong to it, a sign byte does not. */
    private static String base64(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] exact = new byte[COORDINATE_BYTES];
        int length = Math.min(signed.length, COORDINATE_BYTES);
        System.arraycopy(signed, signed.length - length, exact, COORDINATE_BYTES - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(exact);
    }
}

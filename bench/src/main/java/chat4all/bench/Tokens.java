package chat4all.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Signs tokens with an installation's own key, for measuring with more users than can be logged in one after the other:
 * checking a password is slow by intent.
 */
final class Tokens {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String header;
    private final PrivateKey key;

    private Tokens(String header, PrivateKey key) {
        this.header = header;
        this.key = key;
    }

    /** From a private P-256 key as a JSON Web Key, which is what {@code CHAT4ALL_TOKEN_SIGNING_KEY} holds. */
    static Tokens signedWith(Path file) {
        try {
            var json = new ObjectMapper().readTree(file.toFile());
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            var secret = new BigInteger(
                    1, Base64.getUrlDecoder().decode(json.path("d").asText()));
            var key = KeyFactory.getInstance("EC")
                    .generatePrivate(new ECPrivateKeySpec(secret, parameters.getParameterSpec(ECParameterSpec.class)));
            return new Tokens("{\"alg\":\"ES256\",\"kid\":\"" + json.path("kid").asText() + "\"}", key);
        } catch (IOException | GeneralSecurityException e) {
            throw new ApiException("The signing key " + file + " cannot be read: " + e.getMessage());
        }
    }

    String of(String userId) {
        long now = Instant.now().getEpochSecond();
        var claims = """
                {"iss":"chat4all","aud":"chat4all","sub":"%s","iat":%d,"exp":%d,"jti":"%s"}""".formatted(userId, now, now + LIFETIME.toSeconds(), UUID.randomUUID());
        var signed = encoded(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.getBytes(StandardCharsets.UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }
}

package chat4all.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    @TempDir
    private Path directory;

    @Test
    void signsWithTheKeyOfTheFile() throws IOException, GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();

        var parts = Tokens.signedWith(file(pair)).of("user_ana").split("\\.");

        assertThat(Api.json(decoded(parts[0])).path("kid").asText()).isEqualTo("k1");
        var claims = Api.json(decoded(parts[1]));
        assertThat(claims.path("sub").asText()).isEqualTo("user_ana");
        assertThat(claims.path("exp").asLong()).isEqualTo(claims.path("iat").asLong() + 3_600);
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(pair.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @Test
    void saysWhichFileCannotBeRead() {
        var missing = directory.resolve("missing.json");

        assertThatThrownBy(() -> Tokens.signedWith(missing))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("missing.json");
    }

    private Path file(KeyPair pair) throws IOException {
        BigInteger secret = ((ECPrivateKey) pair.getPrivate()).getS();
        var d = Base64.getUrlEncoder().withoutPadding().encodeToString(secret.toByteArray());
        return Files.writeString(directory.resolve("key.json"), "{\"kid\":\"k1\",\"d\":\"" + d + "\"}");
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}

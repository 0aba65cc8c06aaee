package chat4all.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path directory;

    @Test
    void stayTheSameFromStartToStartAndDifferFromStackToStack() {
        Secrets first = Secrets.of(new DataDirectory(directory.resolve("one")));

        assertThat(Secrets.of(new DataDirectory(directory.resolve("one")))).isEqualTo(first);
        assertThat(Secrets.of(new DataDirectory(directory.resolve("two"))).idSecret())
                .isNotEqualTo(first.idSecret());
    }

    @Test
    void canBeReadByTheirOwnerOnly() throws IOException {
        Secrets.of(new DataDirectory(directory));

        Path secrets = directory.resolve("secrets");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(secrets)) {
            assertThat(files).hasSize(3).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void areNotPrinted() {
        Secrets secrets = Secrets.of(new DataDirectory(directory));

        assertThat(secrets.toString()).doesNotContain(secrets.idSecret(), secrets.internalToken());
    }

    /** Repeated because one key in 128 has a coordinate that begins with zeros. */
    @RepeatedTest(20)
    void haveASigningKeyWhosePublicHalfVerifiesWhatItsPrivateHalfSigned() throws IOException, GeneralSecurityException {
        JsonNode key = JsonMapper.builder().build().readTree(SigningKey.generate());
        assertThat(key.get("kty").textValue()).isEqualTo("EC");
        assertThat(key.get("kid").textValue()).isNotBlank();
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec p256 = curve.getParameterSpec(ECParameterSpec.class);
        KeyFactory keys = KeyFactory.getInstance("EC");

        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(keys.generatePrivate(new ECPrivateKeySpec(number(key, "d"), p256)));
        signer.update((byte) 1);
        byte[] signed = signer.sign();

        signer.initVerify(
                keys.generatePublic(new ECPublicKeySpec(new ECPoint(number(key, "x"), number(key, "y")), p256)));
        signer.update((byte) 1);
        assertThat(signer.verify(signed)).isTrue();
    }

    private static BigInteger number(JsonNode key, String name) {
        byte[] bytes = Base64.getUrlDecoder().decode(key.get(name).textValue());
        assertThat(bytes).hasSize(32);
        return new BigInteger(1, bytes);
    }
}

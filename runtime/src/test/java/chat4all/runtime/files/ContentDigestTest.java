package chat4all.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.Security;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDigestTest {
    /** The native library is for these; elsewhere the JDK does it. */
    private static final boolean IS_SUPPORTED = System.getProperty("os.name").matches("Linux|Mac OS X")
            && System.getProperty("os.arch").matches("amd64|x86_64|aarch64");

    @Test
    void isNativeWhereItCanBeAndForNothingElse() {
        assertThat(ContentDigest.create().getProvider().getName())
                .isEqualTo(IS_SUPPORTED ? "AmazonCorrettoCryptoProvider" : "SUN");
        assertThat(Security.getProvider("AmazonCorrettoCryptoProvider")).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 1_000_003})
    void digestsAsTheJdkDoes(int length) throws Exception {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        var digest = ContentDigest.create();

        try (var in = new DigestInputStream(new ByteArrayInputStream(bytes), digest)) {
            in.readNBytes(length / 2);
            in.readAllBytes();
        }

        assertThat(ContentDigest.checksum(digest))
                .isEqualTo("sha256:"
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256", "SUN")
                                        .digest(bytes)));
    }
}

package chat4all.edge;

import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Contents of files. */
final class Bytes {
    /** The smallest PNG that decoders take. */
    static final byte[] PNG = HexFormat.of()
            .parseHex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
                    + "0000000d49444154789c6360f8cfc000000301010018dd8db00000000049454e44ae426082");

    private Bytes() {}

    /** Always the same for the same length. */
    static byte[] of(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static String checksum(byte[] bytes) {
        return text(sha256().digest(bytes));
    }

    /** Of what was read. */
    static String checksum(DigestInputStream read) {
        return text(read.getMessageDigest().digest());
    }

    static DigestInputStream digested(InputStream bytes) {
        return new DigestInputStream(bytes, sha256());
    }

    private static String text(byte[] digest) {
        return "sha256:" + HexFormat.of().formatHex(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package chat4all.bench;

import java.io.InputStream;
import java.util.Random;

/** So many bytes that nothing can compress or keep once only for all files: 1 MB of noise, again and again. */
final class Noise extends InputStream {
    private static final byte[] BLOCK = block();

    private long left;
    private int at;

    Noise(long length) {
        left = length;
    }

    private static byte[] block() {
        var bytes = new byte[1024 * 1024];
        new Random(4).nextBytes(bytes);
        return bytes;
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (left == 0) {
            return -1;
        }
        int count = (int) Math.min(Math.min(length, left), BLOCK.length - at);
        System.arraycopy(BLOCK, at, buffer, offset, count);
        at = (at + count) % BLOCK.length;
        left -= count;
        return count;
    }
}

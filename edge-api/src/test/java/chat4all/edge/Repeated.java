package chat4all.edge;

import java.io.InputStream;

/** So many bytes, 64 KB of noise again and again, but for a byte here and there. */
final class Repeated extends InputStream {
    private static final byte[] BLOCK = Bytes.of(64 * 1024);

    private long left;
    private long at;

    Repeated(long length) {
        left = length;
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
        int start = (int) (at % BLOCK.length);
        int count = (int) Math.min(Math.min(length, left), BLOCK.length - start);
        System.arraycopy(BLOCK, start, buffer, offset, count);
        buffer[offset] ^= (byte) (at / BLOCK.length);
        at += count;
        left -= count;
        return count;
    }
}

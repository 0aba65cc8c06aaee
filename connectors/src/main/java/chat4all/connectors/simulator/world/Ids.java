package chat4all.connectors.simulator.world;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

/**
 * The platforms' ids and every random choice. Two runs with the same seed and the same calls in the same order give the
 * same ids. Without a seed they do not come again after a restart, for their reader remembers those it has seen.
 */
public final class Ids {
    private static final Base64.Encoder BASE64 = Base64.getEncoder();
    private static final Base64.Encoder URL_SAFE = Base64.getUrlEncoder().withoutPadding();

    private Random random = new Random();
    private long sequence;

    public Ids() {
        // A hundredth of a second: an average rate below 100 ids/s never meets the ids of an earlier run.
        seed(System.currentTimeMillis() / 10);
    }

    /** Starts again from this seed. */
    public synchronized void seed(long seed) {
        random = new Random(seed);
        sequence = seed & 0x3fff_ffff;
    }

    /** Ascending, fits an {@code int} for long enough. */
    public synchronized long next() {
        return ++sequence;
    }

    public String wamid(String digits) {
        return "wamid." + BASE64.encodeToString(("HBg" + digits + "FQ" + hex(10)).getBytes(StandardCharsets.US_ASCII));
    }

    public String mid() {
        return "aWdfZAG1faXRlbToxOklHTWVzc2FnZAUlEOj" + token(24);
    }

    /** An unguessable-looking text of letters, digits, {@code -} and {@code _}. */
    public synchronized String token(int bytes) {
        return URL_SAFE.encodeToString(withSequence(bytes));
    }

    public synchronized String hex(int bytes) {
        return HexFormat.of().formatHex(withSequence(bytes));
    }

    /** A number of 15 digits, as Graph objects have. */
    public synchronized String objectId() {
        return Long.toString(
                100_000_000_000_000L + random.nextInt(8_000) * 100_000_000_000L + next() % 100_000_000_000L);
    }

    /** From 0 inclusive to {@code bound} exclusive. */
    public synchronized int below(int bound) {
        return random.nextInt(bound);
    }

    /** From 0 inclusive to 1 exclusive. */
    public synchronized double fraction() {
        return random.nextDouble();
    }

    private byte[] withSequence(int bytes) {
        var content = new byte[Math.max(bytes, Long.BYTES)];
        random.nextBytes(content);
        ByteBuffer.wrap(content).putLong(content.length - Long.BYTES, next());
        return content;
    }
}

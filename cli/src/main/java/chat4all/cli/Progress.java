package chat4all.cli;

import java.io.PrintStream;
import java.util.function.LongConsumer;

/** A bar that fills; drawn for people only, and not oftener than they can see. */
final class Progress implements LongConsumer, AutoCloseable {
    private static final int WIDTH = 30;
    private static final long FRAME_NANOS = 100_000_000;

    private final PrintStream terminal;
    private final Show show;
    private final String label;
    private final long total;
    private final boolean visible;
    private final long started = System.nanoTime();
    private long drawn = started - FRAME_NANOS;
    private long done;

    Progress(PrintStream terminal, Show show, String label, long total, boolean visible) {
        this.terminal = terminal;
        this.show = show;
        this.label = label;
        this.total = total;
        this.visible = visible;
    }

    @Override
    public void accept(long bytes) {
        done = bytes;
        long now = System.nanoTime();
        if (visible && now - drawn >= FRAME_NANOS) {
            drawn = now;
            draw(now);
        }
    }

    @Override
    public void close() {
        if (visible) {
            draw(System.nanoTime());
            terminal.println();
        }
    }

    private void draw(long now) {
        int full = total == 0 ? WIDTH : (int) Math.min(WIDTH, done * WIDTH / total);
        long percent = total == 0 ? 100 : Math.min(100, done * 100 / total);
        double seconds = Math.max(0.001, (now - started) / 1e9);
        terminal.print("\r" + label + " " + "█".repeat(full) + "░".repeat(WIDTH - full) + " " + percent + " %  "
                + show.size(done) + "  " + show.size((long) (done / seconds)) + "/s  ");
        terminal.flush();
    }
}

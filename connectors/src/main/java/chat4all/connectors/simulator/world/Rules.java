package chat4all.connectors.simulator.world;

import java.util.Objects;

/** How strict the platforms are; lenient at first, so that a demonstration needs no first message of the person. */
public final class Rules {
    private volatile Settings settings = Settings.LENIENT;

    /** What happens to a message outside the 24 hours after the person last wrote. */
    public enum Window {
        OFF,
        SYNC,
        ASYNC
    }

    /**
     * @param window the 24 h window of WhatsApp and Instagram: not looked at, refused at once, or failed later
     * @param personFirst Instagram and Telegram refuse a message to somebody who never wrote
     * @param limits rate limits with the platforms' real figures
     */
    public record Settings(Window window, boolean personFirst, boolean limits) {
        public Settings {
            Objects.requireNonNull(window, "window");
        }

        static final Settings LENIENT = new Settings(Window.OFF, false, false);
    }

    public Settings current() {
        return settings;
    }

    public void change(Settings changed) {
        settings = changed;
    }

    public void reset() {
        settings = Settings.LENIENT;
    }
}

package chat4all.connectors.simulator.world;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A platform that is simulated. */
public enum Platform {
    WHATSAPP,
    INSTAGRAM,
    TELEGRAM;

    /** As it is written in addresses and rules. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Platform> of(String wire) {
        return Arrays.stream(values())
                .filter(platform -> platform.wire().equals(wire))
                .findFirst();
    }
}

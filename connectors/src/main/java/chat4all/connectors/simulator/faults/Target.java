package chat4all.connectors.simulator.faults;

import java.util.Arrays;

/** What a fault is about. */
public enum Target {
    SEND("send"),
    MEDIA_GET("media.get"),
    MEDIA_UPLOAD("media.upload"),
    WEBHOOK("webhook");

    private final String wire;

    Target(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    /** Throws {@link IllegalArgumentException} with the reason. */
    static Target parse(String wire) {
        return Arrays.stream(values())
                .filter(target -> target.wire.equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + wire + "' is not a target: send, media.get, media.upload, webhook or *"));
    }
}

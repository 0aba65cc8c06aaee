package chat4all.connectors.simulator.world;

import java.util.concurrent.atomic.AtomicReference;

/** The simulator's own address as others reach it, known once it listens. */
public final class Links {
    private final AtomicReference<String> base = new AtomicReference<>("");

    public void base(String url) {
        base.set(url);
    }

    /** An absolute address for a path that starts with a slash. */
    public String to(String path) {
        return base.get() + path;
    }
}

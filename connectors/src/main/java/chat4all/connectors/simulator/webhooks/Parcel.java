package chat4all.connectors.simulator.webhooks;

import java.time.Instant;
import java.util.List;

/** A request that has to arrive; {@code attempt} counts from 1. */
record Parcel(String id, String chat, List<Hook> hooks, boolean forged, int attempt, Instant first) {
    Parcel again() {
        return new Parcel(id, chat, hooks, forged, attempt + 1, first);
    }
}

package chat4all.push.socket;

import java.util.concurrent.CompletionStage;

/** Where notifications come from, one channel a user. Calls return at once and take effect in the order made. */
public interface Channels {

    /** Completes when nothing published from then on is missed, however long that takes. */
    CompletionStage<Void> subscribe(String userId);

    void unsubscribe(String userId);
}

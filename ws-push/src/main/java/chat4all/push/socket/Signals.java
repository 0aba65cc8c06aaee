package chat4all.push.socket;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** What passes between connected users and is kept nowhere. */
public interface Signals {

    /** May be lost; never waits. */
    void publish(String userId, String notification);

    /** Who of these is connected, to any gateway. */
    CompletionStage<List<String>> connected(List<String> userIds);
}

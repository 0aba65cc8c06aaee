package chat4all.push.socket;

import java.util.concurrent.CompletionStage;

/** The public HTTP API, called for a user with the user's own token: one truth about what a user may do. */
public interface Api {

    /** Fails when there is no answer. */
    CompletionStage<Answer> post(String path, String json, String token);

    record Answer(int status, String body) {
        boolean isOk() {
            return status / 100 == 2;
        }
    }
}

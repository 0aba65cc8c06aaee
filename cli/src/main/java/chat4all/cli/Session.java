package chat4all.cli;

import java.time.Instant;

/** Who is signed in, at which API, and until when. */
record Session(String api, String username, String userId, String token, Instant expiresAt) {
    boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return "Session[" + userId + " at " + api + "]";
    }
}

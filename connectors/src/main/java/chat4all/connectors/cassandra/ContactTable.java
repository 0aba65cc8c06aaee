package chat4all.connectors.cassandra;

import chat4all.schemas.Identity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;

/** When contacts were last heard of: platforms let us write freely only for a time after that. */
public final class ContactTable {
    private static final String HEARD =
            "INSERT INTO channel_contacts (account, contact, last_heard_at) VALUES (?, ?, ?) USING TIMESTAMP ?";

    private final LateSession session;

    public ContactTable(LateSession session) {
        this.session = session;
    }

    /**
     * The latest time stays, in whatever order this is called; throws while Cassandra is away.
     *
     * @param account {@code <channel>:<id>}
     * @param contact {@code <channel>:<address>}, kept in its one form
     */
    public CompletableFuture<Void> heard(String account, String contact, Instant at) {
        String oneForm = Identity.oneForm(contact);
        return session.write(session.bound(HEARD, account, oneForm, at, ChronoUnit.MICROS.between(Instant.EPOCH, at)));
    }
}

package chat4all.connectors.cassandra;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What contacts have under messages, as their platforms said last; throws while Cassandra is away. */
public final class ReactionTable {
    private static final String FIND = "SELECT emoji, said_at, dedup_key FROM channel_reactions"
            + " WHERE account = ? AND contact = ? AND platform_id = ?";
    private static final String KEEP = "INSERT INTO channel_reactions"
            + " (account, contact, platform_id, emoji, said_at, dedup_key) VALUES (?, ?, ?, ?, ?, ?)";

    private final LateSession session;

    public ReactionTable(LateSession session) {
        this.session = session;
    }

    /**
     * Who has reacted to what.
     *
     * @param account {@code <channel>:<id>}
     * @param contact address without prefix
     * @param platformId what the platform calls the message
     */
    public record Place(String account, String contact, String platformId) {}

    /** @param dedupKey of what said so */
    public record Said(List<String> emoji, Instant at, String dedupKey) {
        public Said {
            emoji = List.copyOf(emoji);
        }
    }

    public Optional<Said> find(Place place) {
        Row row = session.execute(session.bound(FIND, place.account(), place.contact(), place.platformId()))
                .one();
        return Optional.ofNullable(row)
                .map(found -> new Said(
                        requireNonNull(found.getList("emoji", String.class)),
                        requireNonNull(found.getInstant("said_at")),
                        requireNonNull(found.getString("dedup_key"))));
    }

    public CompletableFuture<Void> keep(Place place, Said said) {
        return session.write(session.bound(
                KEEP, place.account(), place.contact(), place.platformId(), said.emoji(), said.at(), said.dedupKey()));
    }
}

package chat4all.edge.cassandra;

import static java.util.Objects.requireNonNull;

import chat4all.schemas.Channel;
import chat4all.schemas.Identity;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What the connectors tell of the accounts they send through, and of when contacts wrote to them. */
public final class ChannelTable {
    private static final String ACCOUNTS = "SELECT published_at, window_seconds, reaches_names, position, id, owners,"
            + " shared FROM channel_accounts WHERE channel = ? LIMIT 1000";
    private static final String THREAD =
            "SELECT account FROM channel_accounts_by_conversation WHERE conversation_id = ? AND contact = ?";
    private static final String HEARD = "SELECT last_heard_at FROM channel_contacts WHERE account = ? AND contact = ?";

    private final CassandraLink cassandra;

    public ChannelTable(CassandraLink cassandra) {
        this.cassandra = cassandra;
    }

    /**
     * A channel as its connector has it.
     *
     * @param accounts in the order in which they are chosen
     * @param window how long after a contact's last message it can be written to; empty for ever
     * @param reachesNames whether an address may be an {@code @name}
     */
    public record Published(List<Account> accounts, Optional<Duration> window, boolean reachesNames) {}

    /** @param key {@code <channel>:<id>} */
    public record Account(String key, List<String> owners, boolean shared) {}

    /** Empty while no connectors have ever run. */
    public CompletableFuture<Optional<Published>> accounts(Channel channel) {
        return cassandra.read(ACCOUNTS, channel.prefix()).thenApply(rows -> rows.stream()
                .findFirst()
                .filter(row -> !row.isNull("published_at"))
                .map(row -> published(channel, row, rows)));
    }

    /** Through which account contact and conversation met; empty when they have not. */
    public CompletableFuture<Optional<String>> account(String conversationId, String contact) {
        return cassandra
                .read(THREAD, conversationId, Identity.oneForm(contact))
                .thenApply(rows -> rows.stream().findFirst().map(row -> requireNonNull(row.getString("account"))));
    }

    /** When the contact last wrote to the account; empty when it is not known to have. */
    public CompletableFuture<Optional<Instant>> lastHeard(String account, String contact) {
        return cassandra.read(HEARD, account, Identity.oneForm(contact)).thenApply(rows -> rows.stream()
                .findFirst()
                .map(row -> requireNonNull(row.getInstant("last_heard_at"))));
    }

    private static Published published(Channel channel, Row first, List<Row> rows) {
        var accounts = rows.stream()
                .filter(row -> !row.isNull("position"))
                .map(row -> new Account(
                        channel.prefix() + ":" + row.getString("id"),
                        requireNonNull(row.getList("owners", String.class)),
                        row.getBoolean("shared")))
                .toList();
        var window = first.isNull("window_seconds")
                ? Optional.<Duration>empty()
                : Optional.of(Duration.ofSeconds(first.getLong("window_seconds")));
        return new Published(accounts, window, first.getBoolean("reaches_names"));
    }
}

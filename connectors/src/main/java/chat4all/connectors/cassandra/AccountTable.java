package chat4all.connectors.cassandra;

import chat4all.connectors.spi.Capabilities;
import chat4all.connectors.spi.Capabilities.Ability;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.schemas.Channel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Which accounts this installation sends through, for whoever wants to know before a message is sent; no secrets. */
public final class AccountTable {
    private static final String FORGET = "DELETE FROM channel_accounts USING TIMESTAMP ? WHERE channel = ?";
    private static final String PUBLISH = "INSERT INTO channel_accounts"
            + " (channel, published_at, window_seconds, reaches_names) VALUES (?, ?, ?, ?) USING TIMESTAMP ?";
    private static final String ADD = "INSERT INTO channel_accounts (channel, position, id, owners, shared)"
            + " VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?";

    private final LateSession session;

    public AccountTable(LateSession session) {
        this.session = session;
    }

    /**
     * Puts the channel's accounts in the place of whatever was published before, at once: readers see the former or these.
     * Throws while Cassandra is away.
     */
    public void publish(Channel channel, Capabilities capabilities, List<ChannelAccount> accounts, Instant at) {
        String name = channel.prefix();
        long timestamp = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        List<BoundStatement> statements = new ArrayList<>();
        statements.add(session.bound(FORGET, timestamp - 1, name));
        statements.add(session.bound(
                PUBLISH,
                name,
                at,
                capabilities.window().map(Duration::toSeconds).orElse(null),
                capabilities.can(Ability.REACHES_NAMES),
                timestamp));
        for (int i = 0; i < accounts.size(); i++) {
            ChannelAccount account = accounts.get(i);
            statements.add(session.bound(ADD, name, i, account.id(), account.owners(), account.shared(), timestamp));
        }
        session.executeTogether(statements);
    }
}

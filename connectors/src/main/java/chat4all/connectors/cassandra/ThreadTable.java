package chat4all.connectors.cassandra;

import chat4all.runtime.cassandra.Cassandra;
import chat4all.runtime.config.CassandraConfig;
import chat4all.schemas.Identity;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which conversation the messages of an account and a contact belong to: set once, by whoever speaks first, and never
 * changed, so that what is known is kept in memory and not asked for again; and which user a contact is, which may change
 * and is kept for two seconds. The session is opened in the background;
 * while Cassandra is away, whatever is not in memory throws.
 */
public final class ThreadTable implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ThreadTable.class);
    private static final int REMEMBERED = 100_000;
    private static final Duration USER_KEPT = Duration.ofSeconds(2);

    private record Pair(String first, String second) {}

    private record Open(
            CqlSession session,
            PreparedStatement claim,
            PreparedStatement remember,
            PreparedStatement account,
            PreparedStatement user) {
        static Open of(CqlSession session) {
            return new Open(
                    session,
                    session.prepare("INSERT INTO channel_threads (account, contact, conversation_id, created_at)"
                            + " VALUES (?, ?, ?, ?) IF NOT EXISTS"),
                    session.prepare("INSERT INTO channel_accounts_by_conversation (conversation_id, contact, account)"
                            + " VALUES (?, ?, ?)"),
                    session.prepare("SELECT account FROM channel_accounts_by_conversation"
                            + " WHERE conversation_id = ? AND contact = ?"),
                    session.prepare("SELECT DISTINCT platform, value, user_id FROM identities"
                            + " WHERE platform = ? AND value = ?"));
        }
    }

    private final Cache<Pair, String> conversations = cache();
    private final Cache<Pair, String> accounts = cache();
    private final Cache<Identity, Optional<String>> users = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(USER_KEPT)
            .build();
    private final Thread opener;
    private volatile @Nullable Open open;
    private volatile boolean closed;

    public ThreadTable(CassandraConfig config) {
        opener = new Thread(() -> connect(config), "cassandra-opener");
        opener.setDaemon(true);
        opener.start();
    }

    public boolean isUp() {
        return open != null;
    }

    /**
     * The conversation of account and contact: {@code proposed} when they meet for the first time.
     *
     * @param account {@code <channel>:<id>}
     * @param contact {@code <channel>:<address>}
     */
    public String claim(String account, String contact, String proposed) {
        Pair thread = new Pair(account, contact);
        String known = conversations.getIfPresent(thread);
        if (known != null) {
            return known;
        }
        Open now = opened();
        ResultSet answer = now.session()
                .execute(now.claim()
                        .bind(account, contact, proposed, Instant.now())
                        .setIdempotent(false)
                        .setSerialConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL));
        Row earlier = answer.wasApplied() ? null : answer.one();
        String conversation = earlier == null ? proposed : earlier.getString("conversation_id");
        if (conversation == null) {
            throw new IllegalStateException("a thread of " + account + " has no conversation");
        }
        now.session().execute(now.remember().bind(conversation, contact, account));
        conversations.put(thread, conversation);
        return conversation;
    }

    /** The account through which the contact and the conversation met; empty when they have not. */
    public Optional<String> account(String conversation, String contact) {
        Pair pair = new Pair(conversation, contact);
        String known = accounts.getIfPresent(pair);
        if (known != null) {
            return Optional.of(known);
        }
        Open now = opened();
        Row row =
                now.session().execute(now.account().bind(conversation, contact)).one();
        Optional<String> account = Optional.ofNullable(row).map(found -> found.getString("account"));
        account.ifPresent(found -> accounts.put(pair, found));
        return account;
    }

    /** The user who has linked the identity. */
    public Optional<String> user(Identity identity) {
        Optional<String> known = users.getIfPresent(identity);
        if (known != null) {
            return known;
        }
        Open now = opened();
        Row row = now.session()
                .execute(now.user().bind(identity.platform().prefix(), identity.value()))
                .one();
        Optional<String> user = Optional.ofNullable(row).map(found -> found.getString("user_id"));
        users.put(identity, user);
        return user;
    }

    private Open opened() {
        Open now = open;
        if (now == null) {
            throw new IllegalStateException("Cassandra has not answered yet");
        }
        return now;
    }

    private void connect(CassandraConfig config) {
        while (!closed) {
            try {
                CqlSession session = Cassandra.connect(config, "connectors");
                open = Open.of(session);
                if (closed) {
                    session.close();
                }
                return;
            } catch (RuntimeException e) {
                if (!closed) {
                    log.warn("Cassandra cannot be reached, trying on: {}", e.getMessage());
                }
            }
        }
    }

    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    }

    @Override
    public void close() {
        closed = true;
        opener.interrupt();
        Open now = open;
        if (now != null) {
            now.session().close();
        }
    }
}

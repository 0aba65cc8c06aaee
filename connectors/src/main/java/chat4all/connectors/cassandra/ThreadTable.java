package chat4all.connectors.cassandra;

import chat4all.schemas.Identity;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which conversation the messages of an account and a contact belong to: set once, by whoever speaks first, and never
 * changed, so that what is known is kept in memory and not asked for again; and which user a contact is, which may change
 * and is kept for two seconds. While
 * Cassandra is away, whatever is not in memory throws.
 */
public final class ThreadTable {
    private static final int REMEMBERED = 100_000;
    private static final Duration USER_KEPT = Duration.ofSeconds(2);

    private record Pair(String first, String second) {}

    private static final String CLAIM = "INSERT INTO channel_threads (account, contact, conversation_id, created_at)"
            + " VALUES (?, ?, ?, ?) IF NOT EXISTS";
    private static final String CLAIMED =
            "SELECT conversation_id FROM channel_threads WHERE account = ? AND contact = ?";
    private static final String REMEMBER =
            "INSERT INTO channel_accounts_by_conversation (conversation_id, contact, account) VALUES (?, ?, ?)";
    private static final String ACCOUNT =
            "SELECT account FROM channel_accounts_by_conversation WHERE conversation_id = ? AND contact = ?";
    private static final String USER =
            "SELECT DISTINCT platform, value, user_id FROM identities WHERE platform = ? AND value = ?";

    private final Cache<Pair, String> conversations = cache();
    private final Cache<Pair, String> accounts = cache();
    private final Cache<Identity, Optional<String>> users = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(USER_KEPT)
            .build();
    private final LateSession session;

    public ThreadTable(LateSession session) {
        this.session = session;
    }

    /**
     * The conversation of account and contact: {@code proposed} when they meet for the first time. Two spellings of one
     * person's address have one conversation.
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
        String oneForm = Identity.oneForm(contact);
        String earlier = oneForm.equals(contact) ? null : claimed(account, contact);
        String conversation = claimOneForm(account, oneForm, earlier == null ? proposed : earlier);
        session.execute(session.bound(REMEMBER, conversation, oneForm, account));
        conversations.put(thread, conversation);
        return conversation;
    }

    /** By the spelling that was used, as conversations had been kept before. */
    private @Nullable String claimed(String account, String contact) {
        Row row = session.execute(session.bound(CLAIMED, account, contact)).one();
        return row == null ? null : row.getString("conversation_id");
    }

    private String claimOneForm(String account, String contact, String proposed) {
        ResultSet answer = session.execute(session.bound(CLAIM, account, contact, proposed, Instant.now())
                .setIdempotent(false)
                .setSerialConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL));
        Row earlier = answer.wasApplied() ? null : answer.one();
        String conversation = earlier == null ? proposed : earlier.getString("conversation_id");
        if (conversation == null) {
            throw new IllegalStateException("a thread of " + account + " has no conversation");
        }
        return conversation;
    }

    /** The account through which the contact and the conversation met; empty when they have not. */
    public Optional<String> account(String conversation, String contact) {
        Pair pair = new Pair(conversation, contact);
        String known = accounts.getIfPresent(pair);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<String> account = met(conversation, Identity.oneForm(contact)).or(() -> met(conversation, contact));
        account.ifPresent(found -> accounts.put(pair, found));
        return account;
    }

    private Optional<String> met(String conversation, String contact) {
        Row row = session.execute(session.bound(ACCOUNT, conversation, contact)).one();
        return Optional.ofNullable(row).map(found -> found.getString("account"));
    }

    /** The user who has linked the identity. */
    public Optional<String> user(Identity identity) {
        Optional<String> known = users.getIfPresent(identity);
        if (known != null) {
            return known;
        }
        Row row = session.execute(session.bound(USER, identity.platform().prefix(), identity.value()))
                .one();
        Optional<String> user = Optional.ofNullable(row).map(found -> found.getString("user_id"));
        users.put(identity, user);
        return user;
    }

    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    }
}

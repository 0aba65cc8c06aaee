package chat4all.edge.channels;

import chat4all.edge.cassandra.ChannelTable;
import chat4all.edge.cassandra.ChannelTable.Account;
import chat4all.edge.cassandra.ChannelTable.Published;
import chat4all.schemas.Channel;
import chat4all.schemas.Recipient;
import chat4all.schemas.Recipient.External;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Says no where it is known that a contact cannot be written to; wherever it is not known (no connectors have run,
 * Cassandra is away or slow, the contact has never written) it says nothing, and the connector finds out. A yes may be some
 * seconds old, a no is read at that moment.
 */
public final class Reachability {
    private static final Duration ACCOUNTS_KEPT = Duration.ofSeconds(5);
    private static final Duration SILENCE_KEPT = Duration.ofSeconds(5);
    private static final int REMEMBERED = 50_000;
    private static final long ASKED_FOR_MILLIS = 400;

    private final ChannelTable table;
    private final InstantSource clock;
    private final Cache<Channel, Optional<Published>> channels =
            Caffeine.newBuilder().expireAfterWrite(ACCOUNTS_KEPT).build();
    /** They never change, so that they stay true. */
    private final Cache<Pair, String> threads =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    /** Until when there is no need to ask: what the contact writes meanwhile makes it only later. */
    private final Cache<Pair, Instant> open =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** Conversation or account, and the contact. */
    private record Pair(String with, String contact) {}

    public Reachability(ChannelTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Why the contact cannot be reached by this sender from this conversation; empty when it can, or nobody knows. */
    public CompletableFuture<Optional<Unreachable>> check(String sender, String conversationId, String contact) {
        if (!(Recipient.parse(contact) instanceof External external)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return published(external.channel(), known -> isFine(known, external, sender))
                .thenCompose(known -> known.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.<Unreachable>empty())
                        : check(known.get(), external, new Pair(conversationId, contact), sender))
                .completeOnTimeout(Optional.empty(), ASKED_FOR_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionally(unknown -> Optional.empty());
    }

    private CompletableFuture<Optional<Unreachable>> check(
            Published channel, External external, Pair thread, String sender) {
        if (isUnaddressable(channel, external)) {
            return CompletableFuture.completedFuture(Optional.of(Unreachable.RECIPIENT_NOT_RESOLVED));
        }
        return account(channel, thread, sender)
                .thenCompose(account -> account.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.of(Unreachable.NO_CHANNEL_ACCOUNT))
                        : window(channel, new Pair(account.get().key(), thread.contact())));
    }

    /** As it was a moment ago when that will do, else as it is now. */
    private CompletableFuture<Optional<Published>> published(Channel channel, Predicate<Published> willDo) {
        var recent = channels.getIfPresent(channel);
        if (recent != null && recent.map(willDo::test).orElse(true)) {
            return CompletableFuture.completedFuture(recent);
        }
        return table.accounts(channel).thenApply(now -> {
            channels.put(channel, now);
            return now;
        });
    }

    private static boolean isFine(Published channel, External external, String sender) {
        boolean hasAccount = channel.accounts().stream()
                .anyMatch(account -> account.shared() || account.owners().contains(sender));
        return hasAccount && !isUnaddressable(channel, external);
    }

    private static boolean isUnaddressable(Published channel, External external) {
        return external.address().startsWith("@") && !channel.reachesNames();
    }

    /** The sender's own, else the one through which the two met, else a shared one. */
    private CompletableFuture<Optional<Account>> account(Published channel, Pair thread, String sender) {
        var own = first(channel, account -> account.owners().contains(sender));
        var shared = first(channel, Account::shared);
        boolean onlyShared =
                channel.accounts().size() <= 1 && channel.accounts().stream().allMatch(Account::shared);
        if (own.isPresent() || onlyShared) {
            return CompletableFuture.completedFuture(own.or(() -> shared));
        }
        return met(thread).thenApply(key -> key.flatMap(
                        known -> first(channel, account -> account.key().equals(known)))
                .or(() -> shared));
    }

    private CompletableFuture<Optional<String>> met(Pair thread) {
        var known = threads.getIfPresent(thread);
        if (known != null) {
            return CompletableFuture.completedFuture(Optional.of(known));
        }
        return table.account(thread.with(), thread.contact()).thenApply(found -> {
            found.ifPresent(account -> threads.put(thread, account));
            return found;
        });
    }

    private CompletableFuture<Optional<Unreachable>> window(Published channel, Pair thread) {
        if (channel.window().isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var now = clock.instant();
        var until = open.getIfPresent(thread);
        if (until != null && until.isAfter(now)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return table.lastHeard(thread.with(), thread.contact()).thenApply(heard -> {
            var end = heard.map(at -> at.plus(channel.window().get())).orElse(now.plus(SILENCE_KEPT));
            if (!end.isAfter(now)) {
                return Optional.of(Unreachable.REPLY_WINDOW_CLOSED);
            }
            open.put(thread, end);
            return Optional.empty();
        });
    }

    private static Optional<Account> first(Published channel, Predicate<Account> which) {
        return channel.accounts().stream().filter(which).findFirst();
    }
}

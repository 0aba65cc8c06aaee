package chat4all.connectors.inbound;

import chat4all.connectors.accounts.ChannelAccounts;
import chat4all.connectors.cassandra.ContactTable;
import chat4all.connectors.cassandra.PlatformIds;
import chat4all.connectors.cassandra.ReactionTable;
import chat4all.connectors.cassandra.StoredMessages;
import chat4all.connectors.cassandra.ThreadTable;
import chat4all.connectors.kafka.TopicWriter;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Inbound;
import chat4all.runtime.config.Secret;
import chat4all.schemas.Channel;
import chat4all.schemas.ChannelReceipt;
import chat4all.schemas.Identity;
import chat4all.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends each thing a webhook tells where it belongs. Doing it again does no harm. */
public final class InboundRouter {
    private final ChannelAccounts accounts;
    private final ThreadTable threads;
    private final ContactTable contacts;
    private final PlatformIds ids;
    private final Commands commands;
    private final InboundChanges changes;
    private final IncomingFiles files;
    private final TopicWriter writer;
    private final MeterRegistry metrics;
    private final InstantSource clock;

    /** What the router works with. */
    public record Parts(
            ChannelAccounts accounts,
            ThreadTable threads,
            ContactTable contacts,
            PlatformIds ids,
            StoredMessages messages,
            ReactionTable reactions,
            IncomingFiles files,
            TopicWriter writer,
            MeterRegistry metrics,
            InstantSource clock) {}

    public InboundRouter(Parts parts, Secret idSecret) {
        this.accounts = parts.accounts();
        this.threads = parts.threads();
        this.contacts = parts.contacts();
        this.ids = parts.ids();
        this.commands = new Commands(idSecret);
        this.changes = new InboundChanges(parts.ids(), parts.messages(), parts.reactions(), parts.clock());
        this.files = parts.files();
        this.writer = parts.writer();
        this.metrics = parts.metrics();
        this.clock = parts.clock();
    }

    /**
     * Completes when it is kept; fails, or throws, when it has to be done again.
     *
     * @param receivedAt when the webhook came that tells it
     * @param traceparent what the records that come of it follow from; null when nobody said
     */
    CompletableFuture<Void> route(Channel channel, Instant receivedAt, Inbound one, @Nullable String traceparent) {
        Optional<ChannelAccount> account = accounts.find(channel, one.account());
        if (account.isEmpty()) {
            return ignore(channel, "foreign-account");
        }
        if (one instanceof Inbound.Message message) {
            return say(account.get(), receivedAt, message, traceparent);
        }
        if (one instanceof Inbound.Change change) {
            return change(account.get(), receivedAt, change, traceparent);
        }
        if (one instanceof Inbound.Receipt receipt) {
            return report(channel, receivedAt, receipt, traceparent);
        }
        return ignore(channel, ((Inbound.Ignored) one).kind());
    }

    /** Who has linked the contact speaks, and not the contact. */
    private CompletableFuture<Void> say(
            ChannelAccount account, Instant receivedAt, Inbound.Message message, @Nullable String traceparent) {
        String contact = account.channel().prefix() + ":" + message.contact();
        String conversation = threads.claim(account.key(), contact, commands.conversationId(account.key(), contact));
        Optional<String> user = Identity.ofContact(contact).flatMap(threads::user);
        String platformId = message.details().get("id");
        CompletableFuture<Void> named = platformId == null
                ? CompletableFuture.completedFuture(null)
                : ids.remember(
                        account.key(),
                        message.contact(),
                        platformId,
                        Commands.messageId(account.channel(), message.dedupKey()));
        var place = new Commands.Place(conversation, owners(account, user), answered(account, message));
        return files.keep(account, message, conversation)
                .thenCompose(file -> CompletableFuture.allOf(Stream.concat(
                                Stream.of(named, heard(account, receivedAt, message)),
                                commands.of(account.channel(), message, place, file, clock.instant()).stream()
                                        .map(command -> user.map(id -> command.writtenAs(id, contact))
                                                .orElse(command))
                                        .map(command ->
                                                writer.append(Topics.MESSAGES, conversation, command, traceparent)))
                        .toArray(CompletableFuture<?>[]::new)));
    }

    /** As the command that it is; of a message that is not known it is told in words. */
    private CompletableFuture<Void> change(
            ChannelAccount account, Instant receivedAt, Inbound.Change change, @Nullable String traceparent) {
        Optional<StoredMessages.Stored> target = changes.target(account, change, receivedAt);
        if (target.isEmpty()) {
            return say(account, receivedAt, change.said(), traceparent);
        }
        String contact = account.channel().prefix() + ":" + change.said().contact();
        return CompletableFuture.allOf(
                heard(account, receivedAt, change.said()),
                changes.apply(
                        account,
                        change,
                        target.get(),
                        Identity.ofContact(contact).flatMap(threads::user),
                        (conversation, command) -> writer.append(Topics.MESSAGES, conversation, command, traceparent)));
    }

    private CompletableFuture<Void> heard(ChannelAccount account, Instant receivedAt, Inbound.Message message) {
        return contacts.heard(
                account.key(),
                account.channel().prefix() + ":" + message.contact(),
                message.at().equals(Instant.EPOCH) ? receivedAt : message.at());
    }

    private static List<String> owners(ChannelAccount account, Optional<String> user) {
        return account.owners().stream()
                .filter(owner -> !user.equals(Optional.of(owner)))
                .toList();
    }

    /** Our id of the message that this one answers; null when it answers none, or one that we do not know. */
    private @Nullable String answered(ChannelAccount account, Inbound.Message message) {
        String platformId = message.details().get("reply_to");
        return platformId == null
                ? null
                : ids.message(account.key(), message.contact(), platformId).orElse(null);
    }

    private CompletableFuture<Void> report(
            Channel channel, Instant receivedAt, Inbound.Receipt told, @Nullable String traceparent) {
        ChannelReceipt receipt = new ChannelReceipt(
                channel,
                told.account(),
                told.chat(),
                told.providerMessageId(),
                told.contact() == null ? null : channel.prefix() + ":" + told.contact(),
                told.status(),
                told.upTo(),
                // A platform's broken clock must not make a receipt older than the message.
                told.at().equals(Instant.EPOCH) ? receivedAt : told.at(),
                told.reference(),
                told.error());
        return writer.append(Topics.CHANNEL_RECEIPTS, receipt.key(), receipt, traceparent);
    }

    private CompletableFuture<Void> ignore(Channel channel, String kind) {
        metrics.counter("chat4all.webhooks.ignored", "channel", channel.prefix(), "kind", kind)
                .increment();
        return CompletableFuture.completedFuture(null);
    }
}

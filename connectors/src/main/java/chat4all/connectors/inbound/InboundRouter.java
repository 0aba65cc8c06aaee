package chat4all.connectors.inbound;

import chat4all.connectors.accounts.ChannelAccounts;
import chat4all.connectors.cassandra.ThreadTable;
import chat4all.connectors.kafka.TopicWriter;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Inbound;
import chat4all.runtime.config.Secret;
import chat4all.schemas.Channel;
import chat4all.schemas.ChannelReceipt;
import chat4all.schemas.ChannelWebhook;
import chat4all.schemas.Identity;
import chat4all.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Sends each thing a webhook tells where it belongs. Doing it again does no harm. */
public final class InboundRouter {
    private final ChannelAccounts accounts;
    private final ThreadTable threads;
    private final Commands commands;
    private final TopicWriter writer;
    private final MeterRegistry metrics;
    private final InstantSource clock;

    public InboundRouter(
            ChannelAccounts accounts,
            ThreadTable threads,
            Secret idSecret,
            TopicWriter writer,
            MeterRegistry metrics,
            InstantSource clock) {
        this.accounts = accounts;
        this.threads = threads;
        this.commands = new Commands(idSecret);
        this.writer = writer;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Completes when everything the webhook told is kept; fails, or throws, when it has to be read again. */
    CompletableFuture<Void> route(ChannelWebhook webhook, List<Inbound> told) {
        return CompletableFuture.allOf(
                told.stream().map(one -> route(webhook, one)).toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Void> route(ChannelWebhook webhook, Inbound one) {
        Optional<ChannelAccount> account = accounts.find(webhook.channel(), one.account());
        if (account.isEmpty()) {
            return ignore(webhook.channel(), "foreign-account");
        }
        if (one instanceof Inbound.Message message) {
            return say(account.get(), message);
        }
        if (one instanceof Inbound.Receipt receipt) {
            return report(webhook, receipt);
        }
        return ignore(webhook.channel(), ((Inbound.Ignored) one).kind());
    }

    /** Who has linked the contact speaks, and not the contact. */
    private CompletableFuture<Void> say(ChannelAccount account, Inbound.Message message) {
        String contact = account.channel().prefix() + ":" + message.contact();
        String conversation = threads.claim(account.key(), contact, commands.conversationId(account.key(), contact));
        Optional<String> user = Identity.ofContact(contact).flatMap(threads::user);
        List<String> owners = account.owners().stream()
                .filter(owner -> !user.equals(Optional.of(owner)))
                .toList();
        return CompletableFuture.allOf(
                commands.of(account.channel(), message, conversation, owners, clock.instant()).stream()
                        .map(command ->
                                user.map(id -> command.writtenAs(id, contact)).orElse(command))
                        .map(command -> writer.append(Topics.MESSAGES, conversation, command))
                        .toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Void> report(ChannelWebhook webhook, Inbound.Receipt told) {
        Channel channel = webhook.channel();
        ChannelReceipt receipt = new ChannelReceipt(
                channel,
                told.account(),
                told.chat(),
                told.providerMessageId(),
                told.contact() == null ? null : channel.prefix() + ":" + told.contact(),
                told.status(),
                told.upTo(),
                // A platform's broken clock must not make a receipt older than the message.
                told.at().equals(Instant.EPOCH) ? webhook.receivedAt() : told.at(),
                told.reference(),
                told.error());
        return writer.append(Topics.CHANNEL_RECEIPTS, receipt.key(), receipt);
    }

    private CompletableFuture<Void> ignore(Channel channel, String kind) {
        metrics.counter("chat4all.webhooks.ignored", "channel", channel.prefix(), "kind", kind)
                .increment();
        return CompletableFuture.completedFuture(null);
    }
}

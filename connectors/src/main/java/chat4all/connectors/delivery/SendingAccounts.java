package chat4all.connectors.delivery;

import chat4all.connectors.accounts.ChannelAccounts;
import chat4all.connectors.cassandra.ThreadTable;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.schemas.OutboundMessage;
import java.util.Optional;

/** Through which account a message goes: the sender's own, else the one the conversation came by, else the shared one. */
final class SendingAccounts {
    private final ChannelAccounts accounts;
    private final ThreadTable threads;

    SendingAccounts(ChannelAccounts accounts, ThreadTable threads) {
        this.accounts = accounts;
        this.threads = threads;
    }

    /** Empty when there is none. Throws while Cassandra would have to be asked and is away. */
    Optional<ChannelAccount> of(OutboundMessage message) {
        return accounts.ownedBy(message.senderId(), message.channel())
                .or(() -> ofConversation(message))
                .or(() -> accounts.shared(message.channel()));
    }

    private Optional<ChannelAccount> ofConversation(OutboundMessage message) {
        if (accounts.of(message.channel()).stream().allMatch(ChannelAccount::shared)
                && accounts.of(message.channel()).size() <= 1) {
            return Optional.empty();
        }
        return threads.account(message.conversationId(), message.recipientId())
                .flatMap(key -> accounts.of(message.channel()).stream()
                        .filter(account -> account.key().equals(key))
                        .findFirst());
    }
}

package chat4all.connectors.accounts;

import chat4all.connectors.spi.ChannelAccount;
import chat4all.schemas.Channel;
import java.util.List;
import java.util.Optional;

/** The accounts of this installation on all platforms; immutable. */
public final class ChannelAccounts {
    private final List<ChannelAccount> accounts;

    public ChannelAccounts(List<ChannelAccount> accounts) {
        this.accounts = List.copyOf(accounts);
    }

    public List<ChannelAccount> of(Channel channel) {
        return accounts.stream().filter(account -> account.channel() == channel).toList();
    }

    public List<ChannelAccount> all() {
        return accounts;
    }

    public Optional<ChannelAccount> find(Channel channel, String id) {
        return of(channel).stream().filter(account -> account.id().equals(id)).findFirst();
    }

    /** The account that {@code userId} owns on the channel; the first of several. */
    public Optional<ChannelAccount> ownedBy(String userId, Channel channel) {
        return of(channel).stream()
                .filter(account -> account.owners().contains(userId))
                .findFirst();
    }

    /** The account anybody may send through; the first of several. */
    public Optional<ChannelAccount> shared(Channel channel) {
        return of(channel).stream().filter(ChannelAccount::shared).findFirst();
    }
}

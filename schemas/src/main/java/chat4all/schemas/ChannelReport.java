package chat4all.schemas;

import org.jspecify.annotations.Nullable;

/**
 * What a connector learns of a message on a platform. Everything said of one message has one key, so that dispatch and
 * receipts meet whichever comes first.
 */
public sealed interface ChannelReport permits ChannelDispatch, ChannelReceipt {
    Channel channel();

    /** Our account on the platform. */
    String account();

    /** Where message ids count per chat, the chat; null elsewhere. */
    @Nullable String chat();

    String providerMessageId();

    default String key() {
        return key(channel(), account(), chat(), providerMessageId());
    }

    /** {@code {channel}:{account}[:{chat}]:{provider_message_id}}. */
    static String key(Channel channel, String account, @Nullable String chat, String providerMessageId) {
        String place = channel.prefix() + ":" + account;
        return (chat == null ? place : place + ":" + chat) + ":" + providerMessageId;
    }
}

package chat4all.connectors.delivery;

import chat4all.schemas.OutboundMessage;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Where contacts are now: a platform may give a chat another id, and tells so when the old one is used. */
final class Addresses {
    private static final int REMEMBERED = 100_000;

    private final Cache<String, String> moved =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** Without the channel's prefix. */
    String of(OutboundMessage message) {
        String now = moved.getIfPresent(message.recipientId());
        return now == null
                ? message.recipientId().substring(message.channel().prefix().length() + 1)
                : now;
    }

    void moved(String contact, String to) {
        moved.put(contact, to);
    }
}

package chat4all.connectors.delivery;

import chat4all.connectors.cassandra.PlatformIds;
import chat4all.connectors.spi.Capabilities;
import chat4all.connectors.spi.Capabilities.Ability;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.OutgoingChange;
import chat4all.schemas.ChannelAttempt;
import chat4all.schemas.OutboundChange;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.StatusError;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known before a change of a message can be told to its platform: whether the platform takes such a change
 * at all, and what it calls the message.
 */
final class Mirror {
    /** How long the platform's id of a message is looked for: it is stored soon after the message was taken. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int REMEMBERED = 100_000;

    private final Capabilities capabilities;
    private final PlatformIds ids;
    /** What was sent lately, for it may not be stored yet. */
    private final Cache<String, String> recent =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Mirror(Capabilities capabilities, PlatformIds ids) {
        this.capabilities = capabilities;
        this.ids = ids;
    }

    /** That the platform took a message whole, and what it calls the last of it. */
    void sent(OutboundMessage message, String platformId) {
        recent.put(ChannelAttempt.key(message.messageId(), message.recipientId()), platformId);
    }

    /** Why the platform is not told at all; null when it can be. */
    @Nullable StatusError refusal(OutboundMessage message, OutboundChange change) {
        Ability needed =
                switch (change.kind()) {
                    case EDIT -> Ability.EDIT;
                    case DELETE -> Ability.DELETE;
                    case REACT, UNREACT -> Ability.REACT;
                };
        if (!capabilities.can(needed)) {
            return new StatusError("unsupported", "the platform takes no such change");
        }
        return capabilities.carries(message.content())
                ? null
                : new StatusError("channel-limit-exceeded", "the new text is longer than one message may be");
    }

    /** Empty while the platform's id is not known; throws while Cassandra is away. */
    Optional<OutgoingChange> prepare(
            OutboundMessage message, OutboundChange change, ChannelAccount account, String address) {
        String known = recent.getIfPresent(ChannelAttempt.key(message.messageId(), message.recipientId()));
        Optional<String> target = known == null
                ? ids.platformId(message.messageId(), account.key(), message.channel(), address)
                : Optional.of(known);
        String emoji = change.emoji() == null ? "" : change.emoji();
        return target.map(id -> new OutgoingChange(address, id, change.kind(), message.content(), emoji));
    }

    /** Whether the platform's id may still turn up. */
    static boolean mayTurnUp(OutboundMessage message, Instant now) {
        return message.at().plus(PATIENCE).isAfter(now);
    }
}

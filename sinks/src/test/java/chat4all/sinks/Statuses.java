package chat4all.sinks;

import chat4all.schemas.Channel;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.MessageStatus.StatusChange;
import chat4all.schemas.SentAs;
import chat4all.schemas.StatusError;
import chat4all.schemas.StatusUpdate.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** States of messages as the topology writes them. */
public final class Statuses {
    public static final Instant DELIVERED_AT = Instant.parse("2026-01-02T03:04:06Z");
    public static final Instant READ_AT = Instant.parse("2026-01-02T03:05:00Z");

    private Statuses() {}

    public static MessageStatus read(String messageId, String conversationId) {
        return of(
                messageId,
                conversationId,
                DeliveryStatus.READ,
                List.of(user("user_b", DeliveryStatus.READ, Source.READER)),
                new StatusChange("user_b", DeliveryStatus.READ, 1, READ_AT, Source.READER));
    }

    public static MessageStatus of(@Nullable DeliveryStatus status, RecipientStatus... recipients) {
        return of("m1", "c1", status, List.of(recipients), null);
    }

    public static MessageStatus of(
            String messageId,
            String conversationId,
            @Nullable DeliveryStatus status,
            List<RecipientStatus> recipients,
            @Nullable StatusChange change) {
        Instant created = Events.AT.plusNanos(16_000);
        return new MessageStatus(
                messageId,
                conversationId,
                1,
                "user_a",
                status,
                recipients,
                List.of(),
                change,
                List.of(),
                null,
                created,
                created,
                3);
    }

    public static RecipientStatus user(String id, DeliveryStatus status, Source source) {
        return new RecipientStatus(
                id,
                null,
                status,
                1,
                source,
                Events.AT,
                status.isAtLeast(DeliveryStatus.DELIVERED) ? DELIVERED_AT : null,
                status == DeliveryStatus.READ ? READ_AT : null,
                null,
                null);
    }

    /** The state towards one of a user's linked identities. */
    public static RecipientStatus linked(String userId, String contact, DeliveryStatus status) {
        return new RecipientStatus(
                contact,
                userId,
                Channel.TELEGRAM,
                status,
                1,
                Source.PLATFORM,
                Events.AT,
                status.isAtLeast(DeliveryStatus.DELIVERED) ? DELIVERED_AT.plusSeconds(5) : null,
                null,
                null,
                null,
                SentAs.LINK);
    }

    /** The state of a message that got no place in its conversation. */
    public static MessageStatus refused() {
        var change = new StatusChange(null, DeliveryStatus.FAILED, 1, Events.AT, Source.SEQUENCER);
        return new MessageStatus(
                "m1",
                "c1",
                0,
                "user_a",
                DeliveryStatus.FAILED,
                List.of(),
                List.of(change),
                change,
                List.of(),
                new StatusError("not-a-member", "not a member"),
                Events.AT,
                Events.AT,
                1);
    }
}

package chat4all.sinks.cassandra;

import chat4all.schemas.DeliveryStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a message's row says of its delivery; the times are in milliseconds, as Cassandra keeps them. */
public record RowStatus(
        DeliveryStatus status,
        @Nullable Instant deliveredAt,
        @Nullable Instant readAt) {}

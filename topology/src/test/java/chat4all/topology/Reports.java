package chat4all.topology;

import static chat4all.topology.TopologyFixture.START;

import chat4all.schemas.Channel;
import chat4all.schemas.ChannelDispatch;
import chat4all.schemas.ChannelReceipt;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.Recipient;
import chat4all.schemas.SentAs;
import chat4all.schemas.StatusUpdate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What connectors say of sends, as tests need it: message {@code m1} is {@code p1} on the platform, and so on. */
final class Reports {
    static final String ACCOUNT = "1065";

    private Reports() {}

    static ChannelDispatch dispatch(String contact, int n, @Nullable Integer previous) {
        return new ChannelDispatch(
                channel(contact),
                ACCOUNT,
                null,
                "p" + n,
                previous == null ? null : "p" + previous,
                "m" + n,
                "c1",
                n,
                START,
                "user_a",
                contact,
                1,
                START.plusSeconds(1),
                SentAs.LINK);
    }

    static ChannelReceipt receipt(String contact, int n, DeliveryStatus status, long seconds) {
        return receipt(contact, n, status, seconds, false, null);
    }

    static ChannelReceipt readUpTo(String contact, int n, long seconds) {
        return receipt(contact, n, DeliveryStatus.READ, seconds, true, null);
    }

    /** With our own id of the message and the attempt. */
    static ChannelReceipt echoing(String contact, int n, DeliveryStatus status, long seconds) {
        return receipt(contact, n, status, seconds, false, "m" + n + "/1");
    }

    static StatusUpdate sent(int n, String... recipients) {
        return update(n, null, DeliveryStatus.SENT, 1, 0, StatusUpdate.Source.SEQUENCER, List.of(recipients));
    }

    static StatusUpdate tried(int n, String contact, DeliveryStatus status, int attempt, long seconds) {
        return update(n, contact, status, attempt, seconds, StatusUpdate.Source.CONNECTOR, List.of());
    }

    private static ChannelReceipt receipt(
            String contact, int n, DeliveryStatus status, long seconds, boolean upTo, @Nullable String opaque) {
        Instant at = START.plusSeconds(seconds);
        return new ChannelReceipt(channel(contact), ACCOUNT, null, "p" + n, contact, status, upTo, at, opaque, null);
    }

    private static StatusUpdate update(
            int n,
            @Nullable String recipient,
            DeliveryStatus status,
            int attempt,
            long seconds,
            StatusUpdate.Source source,
            List<String> recipients) {
        return new StatusUpdate(
                "m" + n,
                "c1",
                n,
                "user_a",
                recipient,
                status,
                attempt,
                START.plusSeconds(seconds),
                START,
                source,
                null,
                null,
                recipients);
    }

    private static Channel channel(String contact) {
        return ((Recipient.External) Recipient.parse(contact)).channel();
    }
}

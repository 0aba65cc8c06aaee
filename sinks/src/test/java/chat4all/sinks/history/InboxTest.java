package chat4all.sinks.history;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.EventData.MessageCreated;
import chat4all.schemas.StatusUpdate;
import chat4all.sinks.Events;
import chat4all.sinks.cassandra.RowStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:06.007Z");
    private static final String CONTACT = "whatsapp:+5511999998888";

    @Test
    void aMessageToUsersAloneIsDeliveredByBeingStored() {
        assertThat(initial(List.of("user_b", "user_c"))).isEqualTo(new RowStatus(DeliveryStatus.DELIVERED, NOW, null));
    }

    @Test
    void aMessageToNobodyElseIsDeliveredByBeingStored() {
        assertThat(initial(List.of()).status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(updates(List.of())).isEmpty();
    }

    @Test
    void aMessageWithAContactElsewhereIsOnlySent() {
        assertThat(initial(List.of("user_b", CONTACT))).isEqualTo(new RowStatus(DeliveryStatus.SENT, null, null));
    }

    @Test
    void everyTrackedUserGetsADeliveryAndContactsNone() {
        assertThat(updates(List.of("user_b", CONTACT, "user_c")))
                .extracting(StatusUpdate::recipientId)
                .containsExactly("user_b", "user_c");
    }

    @Test
    void usersBeyondTheTrackedNumberGetOneDeliveryTogether() {
        assertThat(updates(Events.users(StatusUpdate.TRACKED_MEMBERS))).hasSize(StatusUpdate.TRACKED_MEMBERS);
        assertThat(updates(Events.users(StatusUpdate.TRACKED_MEMBERS + 1)))
                .extracting(StatusUpdate::recipientId)
                .containsExactly("*");
    }

    @Test
    void storingIsNeverBeforeTheMessage() {
        var event = Events.direct("c1", 1, "m1");

        assertThat(Inbox.storedAt(event, NOW)).isEqualTo(NOW);
        assertThat(Inbox.storedAt(event, NOW.plusNanos(999_999))).isEqualTo(NOW);
        assertThat(Inbox.storedAt(event, Instant.EPOCH)).isEqualTo("2026-01-02T03:04:05.001Z");
    }

    private static RowStatus initial(List<String> recipients) {
        return Inbox.initialStatus(message(recipients), NOW);
    }

    private static List<StatusUpdate> updates(List<String> recipients) {
        var event = Events.message("c1", 1, "m1", List.of("user_a"), recipients);
        return Inbox.delivered(event, message(recipients), NOW);
    }

    private static MessageCreated message(List<String> recipients) {
        return (MessageCreated)
                Events.message("c1", 1, "m1", List.of("user_a"), recipients).data();
    }
}

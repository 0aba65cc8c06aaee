package chat4all.sinks.status;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.Channel;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.StatusUpdate.Source;
import chat4all.sinks.Events;
import chat4all.sinks.Statuses;
import chat4all.sinks.cassandra.RowStatus;
import org.junit.jupiter.api.Test;

class StatusRowsTest {
    private static final RecipientStatus STORED = Statuses.user("user_b", DeliveryStatus.DELIVERED, Source.INBOX);
    private static final RecipientStatus READ = Statuses.user("user_c", DeliveryStatus.READ, Source.READER);

    @Test
    void whatStoringImpliesNeedsNoRow() {
        var sent = Statuses.user("user_b", DeliveryStatus.SENT, Source.SEQUENCER);

        assertThat(rows(DeliveryStatus.SENT, sent).isEmpty()).isTrue();
        assertThat(rows(DeliveryStatus.SENT, sent, STORED).isEmpty()).isTrue();
        assertThat(rows(DeliveryStatus.DELIVERED, STORED).isEmpty()).isTrue();
        assertThat(rows(DeliveryStatus.DELIVERED).isEmpty()).isTrue();
        assertThat(rows(DeliveryStatus.SENT, contact(DeliveryStatus.SENT)).isEmpty())
                .isTrue();
    }

    @Test
    void aRefusedMessageHasNoRow() {
        assertThat(StatusRows.of(Statuses.refused()).isEmpty()).isTrue();
    }

    @Test
    void whatIsParkedNeedsNoRow() {
        assertThat(StatusRows.of(Statuses.of(null)).isEmpty()).isTrue();
    }

    @Test
    void readByOneOfTwoNeedsTheirRowsAndNoneOfTheMessage() {
        StatusRows rows = rows(DeliveryStatus.DELIVERED, STORED, READ);

        assertThat(rows.recipients()).containsExactly(STORED, READ);
        assertThat(rows.message()).contains(new RowStatus(DeliveryStatus.DELIVERED, Statuses.DELIVERED_AT, null));
    }

    @Test
    void theMessageShowsTheLatestTimesWhenAllHaveRead() {
        assertThat(rows(DeliveryStatus.READ, READ).message())
                .contains(new RowStatus(DeliveryStatus.READ, Statuses.DELIVERED_AT, Statuses.READ_AT));
    }

    @Test
    void aUserBesideAContactGetsARowBecauseTheMessageHasNoTimeOfDelivery() {
        var dispatched = contact(DeliveryStatus.DISPATCHED);

        assertThat(rows(DeliveryStatus.SENT, STORED, dispatched).recipients()).containsExactly(STORED, dispatched);
        assertThat(rows(DeliveryStatus.SENT, STORED, dispatched).message()).isEmpty();
        assertThat(rows(DeliveryStatus.SENT, STORED, contact(DeliveryStatus.SENT))
                        .recipients())
                .containsExactly(STORED);
    }

    @Test
    void aFailureShowsInTheMessage() {
        assertThat(rows(DeliveryStatus.FAILED, contact(DeliveryStatus.FAILED)).message())
                .contains(new RowStatus(DeliveryStatus.FAILED, null, null));
    }

    @Test
    void aLinkedIdentityHasARowFromTheBeginningForItIsNamedNowhereElse() {
        var sent = Statuses.user("user_b", DeliveryStatus.SENT, Source.SEQUENCER);
        var linked = Statuses.linked("user_b", "telegram:42", DeliveryStatus.SENT);

        assertThat(rows(DeliveryStatus.SENT, sent, linked).recipients()).containsExactly(linked);
        assertThat(rows(DeliveryStatus.SENT, sent, linked).message()).isEmpty();
    }

    @Test
    void aUserIsReachedWhenTheFirstChannelIs() {
        var linked = Statuses.linked("user_b", "telegram:42", DeliveryStatus.DELIVERED);

        assertThat(rows(DeliveryStatus.DELIVERED, STORED, linked).message())
                .contains(new RowStatus(DeliveryStatus.DELIVERED, Statuses.DELIVERED_AT, null));
    }

    private static StatusRows rows(DeliveryStatus status, RecipientStatus... recipients) {
        return StatusRows.of(Statuses.of(status, recipients));
    }

    private static RecipientStatus contact(DeliveryStatus status) {
        return new RecipientStatus(
                "telegram:1", Channel.TELEGRAM, status, 1, Source.CONNECTOR, Events.AT, null, null, null, null);
    }
}

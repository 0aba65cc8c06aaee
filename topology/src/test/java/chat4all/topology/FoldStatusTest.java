package chat4all.topology;

import static chat4all.topology.TopologyFixture.START;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.StatusUpdate.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldStatusTest {
    private static final Duration KEPT = Retention.STANDARD.statuses();

    @TempDir
    Path stateDir;

    private TopologyFixture chat;

    @BeforeEach
    void start() {
        chat = new TopologyFixture(stateDir);
    }

    @AfterEach
    void stop() {
        chat.close();
    }

    @Test
    void aStatusIsRetiredTwoDaysAfterItsMessage() {
        chat.update(sent("m1", START));

        chat.at(START.plus(KEPT).minusSeconds(1));
        chat.update(sent("m2", START.plus(KEPT)));
        assertThat(stored("m1")).isNotNull();

        chat.at(START.plus(KEPT).plus(Duration.ofHours(1)));
        chat.update(sent("m3", START.plus(KEPT)));
        assertThat(stored("m1")).isNull();
        assertThat(stored("m2")).isNotNull();
        assertThat(indexed()).isEqualTo(2);
    }

    @Test
    void aTickRetiresABoundedNumber() {
        int most = HourIndex.RETIRED_PER_TICK;
        IntStream.rangeClosed(0, most).forEach(i -> chat.update(sent("m" + i, START)));

        chat.at(START.plus(KEPT).plus(Duration.ofHours(2)));
        chat.update(sent("x1", START.plus(KEPT)));
        assertThat(indexed()).isEqualTo(2);

        chat.at(START.plus(KEPT).plus(Duration.ofHours(2)).plus(HourIndex.TICK));
        chat.update(sent("x2", START.plus(KEPT)));
        assertThat(indexed()).isEqualTo(2);
        assertThat(stored("m" + most)).isNull();
    }

    @Test
    void whatIsSaidOfARetiredMessageIsPassedOnAndNotKept() {
        chat.update(sent("m1", START));
        chat.at(START.plus(KEPT).plus(Duration.ofHours(1)));
        chat.update(sent("m2", START.plus(KEPT)));
        assertThat(stored("m1")).isNull();
        chat.statuses();

        // Stamped by a producer that lags behind: what counts is how far the topology is, not the record.
        chat.at(START.plus(KEPT).minusSeconds(1));
        chat.update(read("m1", "user_b", START));

        assertThat(chat.statuses()).singleElement().satisfies(late -> {
            assertThat(late.revision()).isZero();
            assertThat(late.status()).isEqualTo(DeliveryStatus.READ);
            assertThat(late.recipients())
                    .extracting(MessageStatus.RecipientStatus::recipientId)
                    .containsExactly("user_b");
        });
        assertThat(stored("m1")).isNull();
        assertThat(indexed()).isEqualTo(1);
    }

    @Test
    void whatComesBeforeItsMessageIsKeptWithinBoundsAndGivenUpWithTheRest() {
        IntStream.range(0, MessageStatus.MAX_PARKED + 10)
                .forEach(i -> chat.update(said("m1", "user_" + i, DeliveryStatus.DELIVERED, START)));
        chat.update(read("m1", "user_b", START));

        MessageStatus parked = requireNonNull(stored("m1"));
        assertThat(parked.parked()).hasSize(MessageStatus.MAX_PARKED);
        assertThat(parked.parked().get(0).status()).isEqualTo(DeliveryStatus.READ);
        assertThat(chat.statuses()).isEmpty();

        chat.at(START.plus(KEPT).plus(Duration.ofHours(1)));
        chat.update(sent("m2", START.plus(KEPT)));
        assertThat(stored("m1")).isNull();
    }

    private @Nullable MessageStatus stored(String messageId) {
        KeyValueStore<String, MessageStatus> store = chat.driver.getKeyValueStore(StateStores.MESSAGE_STATUS);
        return store.get(messageId);
    }

    private int indexed() {
        KeyValueStore<String, String> index = chat.driver.getKeyValueStore(StateStores.STATUS_EXPIRY);
        int entries = 0;
        try (KeyValueIterator<String, String> all = index.all()) {
            while (all.hasNext()) {
                all.next();
                entries++;
            }
        }
        return entries;
    }

    private static StatusUpdate sent(String messageId, Instant at) {
        return update(messageId, null, DeliveryStatus.SENT, at, Source.SEQUENCER, List.of("user_b"));
    }

    private static StatusUpdate read(String messageId, String reader, Instant messageAt) {
        return said(messageId, reader, DeliveryStatus.READ, messageAt);
    }

    private static StatusUpdate said(String messageId, String reader, DeliveryStatus status, Instant messageAt) {
        return update(messageId, reader, status, messageAt, Source.READER, List.of());
    }

    private static StatusUpdate update(
            String messageId,
            @Nullable String recipient,
            DeliveryStatus status,
            Instant messageAt,
            Source source,
            List<String> recipients) {
        return new StatusUpdate(
                messageId,
                "c1",
                1,
                "user_a",
                recipient,
                status,
                1,
                messageAt,
                messageAt,
                source,
                null,
                null,
                recipients);
    }
}

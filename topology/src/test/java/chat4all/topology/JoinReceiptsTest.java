package chat4all.topology;

import static chat4all.schemas.DeliveryStatus.DELIVERED;
import static chat4all.schemas.DeliveryStatus.DISPATCHED;
import static chat4all.schemas.DeliveryStatus.FAILED;
import static chat4all.schemas.DeliveryStatus.READ;
import static chat4all.schemas.DeliveryStatus.SENT;
import static chat4all.schemas.DeliveryStatus.UNKNOWN;
import static chat4all.topology.Reports.dispatch;
import static chat4all.topology.Reports.echoing;
import static chat4all.topology.Reports.readUpTo;
import static chat4all.topology.Reports.receipt;
import static chat4all.topology.Reports.sent;
import static chat4all.topology.Reports.tried;
import static chat4all.topology.TopologyFixture.START;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.Channel;
import chat4all.schemas.ChannelReceipt;
import chat4all.schemas.ChannelReport;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.SentAs;
import chat4all.schemas.StatusError;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.StatusUpdate.Source;
import chat4all.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinReceiptsTest {
    private static final String PHONE = "whatsapp:+5511999998888";
    private static final String IN_SHORT = "whatsapp:+551199998888";
    private static final String MARIA = "instagram:12334";

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
    void aReceiptFindsTheMessageOfItsDispatch() {
        chat.report(dispatch(PHONE, 1, null));
        chat.report(receipt(PHONE, 1, DELIVERED, 5));

        List<StatusUpdate> updates = chat.values(Topics.STATUS_UPDATES);
        assertThat(updates).extracting(StatusUpdate::status).containsExactly(DISPATCHED, DELIVERED);
        assertThat(updates).extracting(StatusUpdate::source).containsExactly(Source.CONNECTOR, Source.PLATFORM);
        assertThat(updates).allSatisfy(update -> {
            assertThat(update.messageId()).isEqualTo("m1");
            assertThat(update.recipientId()).isEqualTo(PHONE);
            assertThat(update.providerRef()).isEqualTo("p1");
            assertThat(update.messageAt()).isEqualTo(START);
            assertThat(update.sentAs()).isEqualTo(SentAs.LINK);
        });
    }

    @Test
    void aReceiptThatComesFirstWaitsForItsDispatch() {
        chat.report(receipt(PHONE, 1, READ, 6));
        chat.report(receipt(PHONE, 1, DELIVERED, 5));
        chat.report(receipt(PHONE, 1, DELIVERED, 5));
        assertThat(statuses()).isEmpty();

        chat.report(dispatch(PHONE, 1, null));
        assertThat(statuses()).containsExactly(DISPATCHED, READ, DELIVERED);
    }

    @Test
    void aRepeatedDispatchSaysNothingNew() {
        chat.report(dispatch(PHONE, 1, null));
        chat.report(dispatch(PHONE, 1, null));

        assertThat(statuses()).containsExactly(DISPATCHED);
    }

    @Test
    void aFailureComesWithThePlatformsReason() {
        StatusError reason = new StatusError("131026", "message undeliverable");
        chat.update(sent(1, PHONE));
        chat.report(dispatch(PHONE, 1, null));
        chat.report(new ChannelReceipt(
                Channel.WHATSAPP, Reports.ACCOUNT, null, "p1", PHONE, FAILED, false, START, null, reason));

        assertThat(recipient(1).status()).isEqualTo(FAILED);
        assertThat(recipient(1).error()).isEqualTo(reason);
    }

    @Test
    void ofManyThatWaitTheMostTellingAreKept() {
        IntStream.range(0, 40).forEach(i -> chat.report(receipt(PHONE, 1, DELIVERED, i)));
        chat.report(receipt(PHONE, 1, READ, 50));

        assertThat(requireNonNull(known("whatsapp:1065:p1")).parked())
                .hasSize(DispatchState.MAX_PARKED)
                .first()
                .isEqualTo(receipt(PHONE, 1, READ, 50));
    }

    @Test
    void whatIsKnownOfAPlatformsMessageIsForgottenAfter35Days() {
        Duration kept = Retention.STANDARD.dispatches();
        chat.report(dispatch(PHONE, 1, null));
        chat.report(receipt(PHONE, 2, READ, 5));

        chat.at(START.plus(kept).minusSeconds(1));
        chat.report(receipt(PHONE, 3, READ, 5));
        assertThat(known("whatsapp:1065:p1")).isNotNull();
        assertThat(known("whatsapp:1065:p2")).isNotNull();

        chat.at(START.plus(kept).plus(Duration.ofHours(1)));
        chat.report(receipt(PHONE, 4, READ, 5));
        assertThat(known("whatsapp:1065:p1")).isNull();
        assertThat(known("whatsapp:1065:p2")).isNull();
        assertThat(indexed()).isEqualTo(2);
    }

    @Test
    void aReadWatermarkWalksBackToAllBeforeAndStopsAtWhatWasRead() {
        IntStream.rangeClosed(1, 4).forEach(n -> {
            chat.update(sent(n, MARIA));
            chat.report(dispatch(MARIA, n, n == 1 ? null : n - 1));
        });

        chat.report(readUpTo(MARIA, 2, 10));
        assertThat(recipient(1).readAt()).isEqualTo(START.plusSeconds(10));
        assertThat(recipient(3).status()).isEqualTo(DISPATCHED);
        chat.records(Topics.CHANNEL_RECEIPTS);

        chat.report(readUpTo(MARIA, 4, 20));
        assertThat(recipient(3).readAt()).isEqualTo(START.plusSeconds(20));
        assertThat(recipient(2).readAt()).isEqualTo(START.plusSeconds(10));
        assertThat(chat.values(Topics.CHANNEL_RECEIPTS))
                .containsExactly(readUpTo(MARIA, 3, 20), readUpTo(MARIA, 2, 20));
    }

    @Test
    void aReceiptForOneMessageSaysNothingOfThoseBefore() {
        chat.report(dispatch(PHONE, 1, null));
        chat.report(dispatch(PHONE, 2, 1));
        chat.report(receipt(PHONE, 2, READ, 10));

        assertThat(chat.values(Topics.CHANNEL_RECEIPTS)).isEmpty();
    }

    @Test
    void aSendWhoseAnswerWasLostIsResolvedByTheEchoOfItsOwnId() {
        chat.update(sent(1, PHONE, "user_b"));
        chat.update(tried(1, PHONE, UNKNOWN, 1, 2));

        chat.report(echoing(IN_SHORT, 1, DELIVERED, 5));

        assertThat(recipient(1).recipientId()).isEqualTo(PHONE);
        assertThat(recipient(1).status()).isEqualTo(DELIVERED);
        assertThat(recipient(1).providerMessageId()).isEqualTo("p1");
    }

    @Test
    void anEchoThatComesBeforeItsMessageWaitsForIt() {
        chat.report(echoing(PHONE, 1, DELIVERED, 5));
        assertThat(chat.statuses()).isEmpty();

        chat.update(sent(1, PHONE));
        assertThat(chat.statuses()).extracting(MessageStatus::status).containsExactly(SENT, DELIVERED);
    }

    @Test
    void whatOthersLetThePlatformEchoIsNotTakenForAMessage() {
        ChannelReceipt ours = echoing(PHONE, 1, DELIVERED, 5);
        for (String opaque : List.of("campaign 7", "m1/0", "m1/x", "/1", "m1", "m1/1/2")) {
            chat.report(new ChannelReceipt(
                    ours.channel(), ours.account(), null, opaque, PHONE, DELIVERED, false, ours.at(), opaque, null));
        }

        assertThat(statuses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shuffledAndRepeatedReportsEndInTheSameState(long seed) {
        List<Object> reports = List.of(
                sent(1, PHONE, MARIA, "user_b"),
                sent(2, MARIA),
                sent(3, MARIA, PHONE),
                sent(4, MARIA),
                dispatch(MARIA, 1, null),
                dispatch(MARIA, 2, 1),
                dispatch(MARIA, 3, 2),
                dispatch(MARIA, 4, 3),
                readUpTo(MARIA, 2, 30),
                readUpTo(MARIA, 3, 10),
                readUpTo(MARIA, 4, 20),
                tried(1, PHONE, UNKNOWN, 1, 2),
                tried(3, PHONE, FAILED, 1, 2),
                tried(3, PHONE, UNKNOWN, 2, 4),
                echoing(IN_SHORT, 1, DISPATCHED, 5),
                echoing(IN_SHORT, 1, DELIVERED, 6),
                echoing(PHONE, 3, FAILED, 7),
                dispatch(PHONE, 1, null));
        Map<String, MessageStatus> expected = statesAfter(reports, "in-order");

        Random random = new Random(seed);
        List<Object> shuffled = new ArrayList<>(reports);
        reports.stream().filter(report -> random.nextBoolean()).forEach(shuffled::add);
        Collections.shuffle(shuffled, random);

        assertThat(statesAfter(shuffled, "shuffled"))
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*\\.change", ".*\\.revision")
                .isEqualTo(expected);
    }

    private Map<String, MessageStatus> statesAfter(List<Object> reports, String directory) {
        Map<String, MessageStatus> states = new TreeMap<>();
        try (TopologyFixture fresh = new TopologyFixture(stateDir.resolve(directory))) {
            for (Object report : reports) {
                if (report instanceof StatusUpdate update) {
                    fresh.update(update);
                } else {
                    fresh.report((ChannelReport) report);
                }
            }
            IntStream.rangeClosed(1, 4).forEach(n -> states.put("m" + n, requireNonNull(fresh.status("m" + n))));
        }
        return states;
    }

    private List<DeliveryStatus> statuses() {
        return chat.values(Topics.STATUS_UPDATES).stream()
                .map(StatusUpdate::status)
                .toList();
    }

    private RecipientStatus recipient(int n) {
        return requireNonNull(chat.status("m" + n)).recipients().get(0);
    }

    private @Nullable DispatchState known(String key) {
        KeyValueStore<String, DispatchState> store = chat.driver.getKeyValueStore(StateStores.CHANNEL_DISPATCHES);
        return store.get(key);
    }

    private int indexed() {
        KeyValueStore<String, String> index = chat.driver.getKeyValueStore(StateStores.DISPATCH_EXPIRY);
        int entries = 0;
        try (KeyValueIterator<String, String> all = index.all()) {
            while (all.hasNext()) {
                all.next();
                entries++;
            }
        }
        return entries;
    }
}

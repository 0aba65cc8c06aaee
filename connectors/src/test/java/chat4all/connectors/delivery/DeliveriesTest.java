package chat4all.connectors.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.connectors.spi.SendOutcome;
import chat4all.schemas.Channel;
import chat4all.schemas.ChannelAttempt.State;
import chat4all.schemas.ChannelDispatch;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.StatusError;
import chat4all.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeliveriesTest extends DeliveriesFixture {
    /** Kafka gives up a member of which it hears nothing after eight seconds. */
    private static final Duration BEFORE_IT_IS_MISSED = Duration.ofSeconds(6);

    private static final StatusError BUSY = new StatusError("busy", "try again");

    @Test
    void whoeverTakesAPartitionOverDoesWhatTheAttemptsLeftUndone() {
        Map<State, String> contacts =
                Stream.of(State.values()).collect(Collectors.toMap(state -> state, state -> contact()));
        contacts.forEach((state, contact) -> attempted(outbound(contact, 1), state));

        ScriptedConnector platform = ScriptedConnector.willing();
        whileDelivering(platform, () -> {
            for (State unsent : List.of(State.PLANNED, State.PARKED)) {
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(platform.textsOf(requireNonNull(contacts.get(unsent))))
                                .as("%s", unsent)
                                .containsExactly("1"));
            }
            // A call that may have been made is not made again, and nobody pretends to know.
            await().atMost(SOON).untilAsserted(() -> assertThat(
                            updates(requireNonNull(contacts.get(State.DISPATCHING))))
                    .singleElement()
                    .satisfies(update -> {
                        assertThat(update.status()).isEqualTo(DeliveryStatus.UNKNOWN);
                        assertThat(requireNonNull(update.error()).code()).isEqualTo("answer-lost");
                    }));
            marker(platform);
            for (State done : List.of(State.DISPATCHING, State.SENT, State.UNKNOWN, State.FAILED)) {
                assertThat(platform.callsTo(requireNonNull(contacts.get(done))))
                        .as("%s", done)
                        .isEmpty();
            }
        });
    }

    @Test
    void aProcessThatEndsDuringACallLeavesItUnknownAndGoesOnWithTheNext() {
        String contact = contact();
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean called = new AtomicBoolean();
        var hanging = new ScriptedConnector((account, message) -> {
            if (message.to().equals(contact)) {
                called.set(true);
                awaitInterrupt(never);
                return new SendOutcome.Unknown(new StatusError("answer-lost", null));
            }
            return ScriptedConnector.accepted(message);
        });
        OutboundMessage first = outbound(contact, 1);
        OutboundMessage second = outbound(contact, 2);
        write(first);
        write(second);
        whileDelivering(hanging, () -> await().atMost(SOON).untilTrue(called));

        ScriptedConnector platform = ScriptedConnector.willing();
        whileDelivering(platform, () -> {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(platform.textsOf(contact)).containsExactly("2"));
        });
        assertThat(last(first)).isEqualTo(State.UNKNOWN);
        assertThat(last(second)).isEqualTo(State.SENT);
    }

    @Test
    void whatWaitsForAnAccountIsParkedAndSentInOrderByTheNextProcess() {
        String contact = contact();
        var refusing = new ScriptedConnector((account, message) -> message.to().equals(contact)
                ? new SendOutcome.AccountUnusable(new StatusError("190", "expired"))
                : ScriptedConnector.accepted(message));
        List<OutboundMessage> messages =
                IntStream.rangeClosed(1, 5).mapToObj(i -> outbound(contact, i)).toList();
        messages.forEach(this::write);
        whileDelivering(refusing, () -> {
            await().atMost(SOON).untilAsserted(() -> assertThat(messages)
                    .allSatisfy(message -> assertThat(last(message)).isEqualTo(State.PARKED)));
        });

        ScriptedConnector platform = ScriptedConnector.willing();
        whileDelivering(platform, () -> {
            await().atMost(SOON).untilAsserted(() -> assertThat(platform.textsOf(contact))
                    .containsExactly("1", "2", "3", "4", "5"));
        });
    }

    @Test
    void ofTwoOfOneNameTheLaterDeliversAndTheEarlierSaysThatItDoesNot() {
        String contact = contact();
        ScriptedConnector platform = ScriptedConnector.willing();
        try (Deliveries earlier = start("connectors-1", ScriptedConnector.willing())) {
            await().atMost(SOON).until(earlier::isUp);
            try (Deliveries later = start("connectors-1", platform)) {
                await().atMost(SOON).until(() -> later.isUp() && !earlier.isUp());

                write(outbound(contact, 1));

                await().atMost(SOON).until(() -> platform.textsOf(contact).equals(List.of("1")));
            }
        }
    }

    @Test
    void whoEndsLeavesItsWorkToTheOthersAtOnce() {
        List<String> contacts =
                Stream.generate(DeliveriesFixture::contact).limit(24).toList();
        ScriptedConnector platform = ScriptedConnector.willing();
        try (Deliveries staying = start("connectors-2", platform)) {
            await().atMost(SOON).until(staying::isUp);
            try (Deliveries leaving = start("connectors-1", ScriptedConnector.willing())) {
                await().atMost(SOON).until(leaving::isUp);
            }

            contacts.forEach(contact -> write(outbound(contact, 1)));

            await().atMost(BEFORE_IT_IS_MISSED).untilAsserted(() -> assertThat(contacts)
                    .allSatisfy(contact -> assertThat(platform.textsOf(contact)).containsExactly("1")));
        }
    }

    @Test
    void anAccountThatIsRefusedHoldsUpNoOther() {
        String refused = contact();
        String fine = contact();
        var platform = new ScriptedConnector((account, message) -> account.id().equals("1")
                ? new SendOutcome.AccountUnusable(new StatusError("401", "revoked"))
                : ScriptedConnector.accepted(message));
        write(outbound("user_one", refused, 1));
        whileDelivering(platform, () -> {
            await().atMost(SOON).until(() -> !platform.callsTo(refused).isEmpty());

            write(outbound("user_two", fine, 1));

            await().atMost(SOON).until(() -> platform.textsOf(fine).equals(List.of("1")));
        });
    }

    @Test
    void passingRefusalsAreRepeatedInOrderUntilTheyPass() {
        String contact = contact();
        Set<String> refusedOnce = ConcurrentHashMap.newKeySet();
        var platform = new ScriptedConnector(
                (account, message) -> message.to().equals(contact) && refusedOnce.add(message.text())
                        ? new SendOutcome.Retry(BUSY)
                        : ScriptedConnector.accepted(message));
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            texts.add(Integer.toString(i));
            write(outbound(contact, i));
        }

        whileDelivering(platform, () -> {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(platform.textsOf(contact)).containsExactlyElementsOf(texts));
        });
        // The number of the attempt is part of what the platform echoes.
        assertThat(platform.callsTo(contact).get(0).reference()).endsWith("/1");
        assertThat(platform.callsTo(contact).get(1).reference()).endsWith("/2");
    }

    @Test
    void aMessageThatSpendsItsBudgetFailsWithThePlatformsCodeAndIsADeadLetter() {
        String contact = contact();
        var platform = new ScriptedConnector((account, message) ->
                message.to().equals(contact) ? new SendOutcome.Retry(BUSY) : ScriptedConnector.accepted(message));
        OutboundMessage message = outbound(contact, 1);
        write(message);

        whileDelivering(platform, () -> {
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(updates(contact)).singleElement().satisfies(update -> {
                                assertThat(update.status()).isEqualTo(DeliveryStatus.FAILED);
                                assertThat(update.error()).isEqualTo(BUSY);
                                assertThat(update.attempt()).isEqualTo(config().maxAttempts());
                            }));
        });
        assertThat(platform.callsTo(contact)).hasSize(config().maxAttempts());
        assertThat(hands.records(Topics.DEAD_LETTERS.name()))
                .filteredOn(letter -> message.conversationId().equals(letter.key()))
                .singleElement()
                .satisfies(letter -> assertThat(Topics.outbound(Channel.TELEGRAM)
                                .valueSerde()
                                .deserializer()
                                .deserialize("", letter.value()))
                        .isEqualTo(message));
    }

    @Test
    void aChatThatMovedGetsTheSameMessageAtItsNewPlace() {
        String before = contact();
        String after = contact();
        var platform = new ScriptedConnector((account, message) ->
                message.to().equals(before) ? new SendOutcome.Moved(after) : ScriptedConnector.accepted(message));
        write(outbound(before, 1));

        whileDelivering(platform, () -> {
            await().atMost(SOON).until(() -> platform.textsOf(after).equals(List.of("1")));
        });
    }

    @Test
    void aDispatchNamesTheOneBeforeItToTheSameContact() {
        String contact = contact();
        OutboundMessage first = outbound(contact, 1);
        OutboundMessage second = outbound(contact, 2);
        write(first);
        write(second);

        whileDelivering(ScriptedConnector.willing(), () -> {
            await().atMost(SOON).untilAsserted(() -> assertThat(dispatches(contact))
                    .extracting(ChannelDispatch::previousProviderMessageId)
                    .containsExactlyInAnyOrder(null, "id-of-" + first.messageId() + "/1"));
        });
    }

    /** Returns when everything that was written before has been looked at, in every partition. */
    private void marker(ScriptedConnector platform) {
        for (int partition = 0; partition < 3; partition++) {
            String contact = contact();
            OutboundMessage message = outbound(contact, 1);
            hands.write(Topics.outbound(Channel.TELEGRAM), partition, message.conversationId(), message);
            await().atMost(SOON).until(() -> platform.textsOf(contact).equals(List.of("1")));
        }
    }

    private static void awaitInterrupt(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

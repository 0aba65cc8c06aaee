package chat4all.topology;

import static chat4all.schemas.DeliveryStatus.DELIVERED;
import static chat4all.schemas.DeliveryStatus.DISPATCHED;
import static chat4all.schemas.DeliveryStatus.FAILED;
import static chat4all.schemas.DeliveryStatus.READ;
import static chat4all.schemas.DeliveryStatus.SENT;
import static chat4all.topology.Commands.send;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import chat4all.schemas.Channel;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.LinkedIdentity;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.Recipient;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.StatusUpdate.Source;
import chat4all.schemas.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedIdentitiesTest {
    private static final String PHONE = "whatsapp:+5511999998888";
    private static final String CHAT = "telegram:42";
    private static final LinkedIdentity BENS_PHONE = new LinkedIdentity("user_b", PHONE);
    private static final LinkedIdentity BENS_CHAT = new LinkedIdentity("user_b", CHAT);
    private static final LinkedIdentity CLARAS_CHAT = new LinkedIdentity("user_c", "telegram:43");

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
    void aMessageAlsoGoesToTheLinkedIdentitiesOfItsRecipients() {
        chat.send(send("m1", "c1", "user_a", "user_b", "user_c").withLinked(List.of(BENS_PHONE, CLARAS_CHAT)));

        assertThat(chat.outbound(Channel.WHATSAPP))
                .extracting(OutboundMessage::recipientId)
                .containsExactly(PHONE);
        assertThat(chat.outbound(Channel.TELEGRAM))
                .extracting(OutboundMessage::recipientId)
                .containsExactly("telegram:43");
        assertThat(chat.messages().get(0).recipients()).containsExactly("user_b", "user_c");
    }

    @Test
    void aMessageForEverybodyReachesTheLinkedIdentitiesOfMembersOnly() {
        chat.send(send("m1", "c1", "user_a", "user_b"));
        chat.send(send("m2", "c1", "user_a").withLinked(List.of(BENS_CHAT, CLARAS_CHAT)));

        assertThat(chat.outbound(Channel.TELEGRAM))
                .extracting(OutboundMessage::recipientId)
                .containsExactly(CHAT);
    }

    @Test
    void aContactWhoIsNamedBesideTheUserGetsItOnce() {
        chat.send(send("m1", "c1", "user_a", "user_b", CHAT).withLinked(List.of(BENS_CHAT)));

        assertThat(chat.outbound(Channel.TELEGRAM)).hasSize(1);
    }

    @Test
    void eachChannelOfARecipientIsFollowedByItself() {
        chat.send(send("m1", "c1", "user_a", "user_b").withLinked(List.of(BENS_PHONE)));
        chat.values(Topics.STATUS_UPDATES).forEach(chat::update);

        assertThat(requireNonNull(chat.status("m1")).recipients())
                .extracting(RecipientStatus::recipientId, RecipientStatus::userId, RecipientStatus::channel)
                .containsExactly(tuple("user_b", null, null), tuple(PHONE, "user_b", Channel.WHATSAPP));
    }

    @Test
    void aPersonIsAsFarAsTheFurthestChannelAndTheMessageAsTheLeastPerson() {
        chat.update(sent(List.of("user_b", "user_c"), BENS_PHONE));
        chat.update(said("user_b", DELIVERED, Source.INBOX));
        chat.update(said(PHONE, READ, Source.PLATFORM));
        assertThat(whole()).isEqualTo(SENT);

        chat.update(said("user_c", DELIVERED, Source.INBOX));
        assertThat(whole()).isEqualTo(DELIVERED);

        chat.update(said("user_c", READ, Source.READER));
        assertThat(whole()).isEqualTo(READ);
    }

    @Test
    void whenOneChannelFailsTheOthersGoOn() {
        chat.update(sent(List.of("user_b"), BENS_PHONE, BENS_CHAT));
        chat.update(said(PHONE, FAILED, Source.CONNECTOR));
        assertThat(whole()).isEqualTo(SENT);

        chat.update(said(CHAT, DISPATCHED, Source.CONNECTOR));
        chat.update(said("user_b", DELIVERED, Source.INBOX));

        assertThat(whole()).isEqualTo(DELIVERED);
        assertThat(requireNonNull(chat.status("m1")).recipients())
                .extracting(RecipientStatus::status)
                .containsExactly(DELIVERED, FAILED, DISPATCHED);
    }

    @Test
    void whereUsersAreFollowedAsOneALinkedIdentityIsFollowedButDoesNotCount() {
        chat.update(sent(List.of(Recipient.EVERY_MEMBER), BENS_CHAT));
        chat.update(said(CHAT, READ, Source.PLATFORM));
        assertThat(whole()).isEqualTo(SENT);

        chat.update(said(Recipient.EVERY_MEMBER, DELIVERED, Source.INBOX));
        assertThat(whole()).isEqualTo(DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shuffledAndRepeatedUpdatesEndInTheSameState(long seed) {
        List<StatusUpdate> updates = List.of(
                sent(List.of("user_b", "user_c"), BENS_PHONE, BENS_CHAT, CLARAS_CHAT),
                said("user_b", DELIVERED, Source.INBOX),
                said("user_c", DELIVERED, Source.INBOX),
                said(PHONE, FAILED, Source.CONNECTOR),
                said(CHAT, DISPATCHED, Source.CONNECTOR),
                said(CHAT, READ, Source.PLATFORM),
                said("telegram:43", READ, Source.PLATFORM));
        Random random = new Random(seed);
        List<StatusUpdate> shuffled = new ArrayList<>(updates);
        IntStream.range(0, 5).forEach(i -> shuffled.add(updates.get(random.nextInt(updates.size()))));
        Collections.shuffle(shuffled, random);

        shuffled.forEach(chat::update);

        assertThat(whole()).isEqualTo(READ);
        assertThat(requireNonNull(chat.status("m1")).recipients())
                .extracting(RecipientStatus::status)
                .containsExactly(DELIVERED, DELIVERED, FAILED, READ, READ);
    }

    private @Nullable DeliveryStatus whole() {
        MessageStatus status = requireNonNull(chat.status("m1"));
        return status.status();
    }

    private static StatusUpdate sent(List<String> recipients, LinkedIdentity... linked) {
        return new StatusUpdate(
                "m1",
                "c1",
                1,
                "user_a",
                null,
                SENT,
                1,
                TopologyFixture.START,
                TopologyFixture.START,
                Source.SEQUENCER,
                null,
                null,
                null,
                recipients,
                List.of(linked));
    }

    private static StatusUpdate said(String recipient, DeliveryStatus status, Source source) {
        Instant at = TopologyFixture.START.plusSeconds(status.rank());
        return new StatusUpdate(
                "m1",
                "c1",
                1,
                "user_a",
                recipient,
                status,
                1,
                at,
                TopologyFixture.START,
                source,
                null,
                null,
                List.of());
    }
}

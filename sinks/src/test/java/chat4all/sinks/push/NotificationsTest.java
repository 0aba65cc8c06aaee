package chat4all.sinks.push;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.MessageStatus.StatusChange;
import chat4all.schemas.Notification;
import chat4all.schemas.Notification.NewMessage;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.RejectionCode;
import chat4all.schemas.StatusError;
import chat4all.schemas.StatusUpdate.Source;
import chat4all.sinks.Events;
import chat4all.sinks.Statuses;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotificationsTest {
    private static final String CONTACT = "whatsapp:+5511999998888";

    @Test
    void everyMemberHearsOfAMessageTheSenderToo() {
        var byUser = Notifications.of(Events.direct("c1", 3, "m1"));

        assertThat(byUser).containsOnlyKeys("user_a", "user_b");
        assertThat(byUser.get("user_a")).isSameAs(byUser.get("user_b"));
        assertThat(byUser.get("user_b"))
                .isEqualTo(new NewMessage(
                        "m1",
                        "c1",
                        3,
                        "user_a",
                        "user_b",
                        "Olá \"m1\" 😀",
                        "text",
                        Events.AT.toEpochMilli(),
                        null,
                        null,
                        "client-m1"));
    }

    @Test
    void aRecipientIsNamedToThemselvesAndTheFirstOneToEverybodyElse() {
        var byUser = Notifications.of(
                Events.message("c1", 1, "m1", List.of("user_a", "user_b", "user_c"), List.of(CONTACT, "user_c")));

        assertThat(recipient(byUser.get("user_a"))).isEqualTo(CONTACT);
        assertThat(recipient(byUser.get("user_b"))).isEqualTo(CONTACT);
        assertThat(recipient(byUser.get("user_c"))).isEqualTo("user_c");
    }

    @Test
    void aMessageToNobodyElseNamesNoRecipient() {
        var byUser = Notifications.of(Events.message("c1", 1, "m1", List.of("user_a"), List.of()));

        assertThat(recipient(byUser.get("user_a"))).isNull();
    }

    @Test
    void aConversationThatBeginsIsNoNews() {
        assertThat(Notifications.of(Events.created("c1", List.of("user_a", "user_b"))))
                .isEmpty();
    }

    @Test
    void theSenderHearsWhatChanged() {
        assertThat(Notifications.of(Statuses.read("m1", "c1")))
                .isEqualTo(Map.of(
                        "user_a",
                        new Notification.StatusChanged(
                                "m1", "c1", 1, "user_b", DeliveryStatus.READ, Statuses.READ_AT.toEpochMilli(), null)));
    }

    @Test
    void nobodyHearsOfAStateWithoutChangeOrMessage() {
        var change = new StatusChange("user_b", DeliveryStatus.DELIVERED, 1, Events.AT, Source.INBOX);

        assertThat(Notifications.of(Statuses.of(DeliveryStatus.DELIVERED))).isEmpty();
        assertThat(Notifications.of(Statuses.of("m1", "c1", null, List.of(), change)))
                .isEmpty();
    }

    @Test
    void aRefusalIsToldOnce() {
        assertThat(Notifications.of(Statuses.refused())).isEmpty();
    }

    @Test
    void aFailureIsToldWithItsReason() {
        var error = new StatusError("131026", "not on WhatsApp");
        var failed = new RecipientStatus(
                CONTACT, null, DeliveryStatus.FAILED, 1, Source.PLATFORM, Events.AT, null, null, null, error);
        var change = new StatusChange(CONTACT, DeliveryStatus.FAILED, 1, Events.AT, Source.PLATFORM);
        MessageStatus state = Statuses.of("m1", "c1", DeliveryStatus.FAILED, List.of(failed), change);

        assertThat(Notifications.of(state).get("user_a"))
                .isInstanceOfSatisfying(Notification.StatusChanged.class, told -> assertThat(told.error())
                        .isEqualTo(error));
    }

    @Test
    void ofALinkedIdentityTheSenderHearsWhatMovesTheUserForward() {
        assertThat(Notifications.of(linked(DeliveryStatus.READ)).get("user_a"))
                .isInstanceOfSatisfying(Notification.StatusChanged.class, told -> {
                    assertThat(told.recipientId()).isEqualTo("user_b");
                    assertThat(told.status()).isEqualTo(DeliveryStatus.READ);
                });
        assertThat(Notifications.of(linked(DeliveryStatus.FAILED))).isEmpty();
        assertThat(Notifications.of(linked(DeliveryStatus.DISPATCHED))).isEmpty();
    }

    @Test
    void theSenderHearsOfARefusalButNotOfARepetition() {
        assertThat(Notifications.of(rejected("user_a", RejectionCode.NOT_A_MEMBER)))
                .isEqualTo(Map.of(
                        "user_a", new Notification.Rejected("m1", "c1", RejectionCode.NOT_A_MEMBER, "not a member")));
        assertThat(Notifications.of(rejected("user_a", RejectionCode.DUPLICATE)))
                .isEmpty();
        assertThat(Notifications.of(rejected(CONTACT, RejectionCode.NOT_A_MEMBER)))
                .isEmpty();
    }

    private static MessageStatus linked(DeliveryStatus status) {
        var stored = Statuses.user("user_b", DeliveryStatus.DELIVERED, Source.INBOX);
        var change = new StatusChange(CONTACT, status, 1, Events.AT, Source.PLATFORM);
        var recipients = List.of(stored, Statuses.linked("user_b", CONTACT, status));
        return Statuses.of("m1", "c1", DeliveryStatus.DELIVERED, recipients, change);
    }

    private static RejectedMessage rejected(String sender, RejectionCode code) {
        return new RejectedMessage("m1", "c1", sender, code, "not a member", Events.AT, null);
    }

    private static @Nullable String recipient(@Nullable Notification notification) {
        return notification instanceof NewMessage message ? message.recipientId() : "not a NEW_MESSAGE";
    }
}

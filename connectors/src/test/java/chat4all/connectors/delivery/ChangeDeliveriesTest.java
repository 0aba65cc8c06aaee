package chat4all.connectors.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.connectors.spi.OutgoingChange;
import chat4all.connectors.spi.SendOutcome;
import chat4all.connectors.testing.RealServers;
import chat4all.schemas.ChannelAttempt.State;
import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.OutboundChange.Kind;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.StatusError;
import chat4all.schemas.StatusUpdate;
import org.junit.jupiter.api.Test;

/** What becomes of messages that contacts have is told to their platforms, in the order of the conversation. */
class ChangeDeliveriesTest extends DeliveriesFixture {

    @Test
    void anEditFollowsItsMessageAndIsToldOfTheIdThatThePlatformGave() {
        String contact = contact();
        OutboundMessage message = outbound(contact, 1);
        OutboundMessage edit = changed(message, 2, Kind.EDIT, "novo");
        ScriptedConnector platform = ScriptedConnector.willing();

        whileDelivering(platform, () -> {
            write(message);
            write(edit);
            write(outbound(contact, 3));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(platform.textsOf(contact)).containsExactly("1", "3"));
            assertThat(platform.changesFor(contact))
                    .containsExactly(
                            new OutgoingChange(contact, "id-of-" + message.messageId() + "/1", Kind.EDIT, "novo", ""));
            assertThat(last(edit)).isEqualTo(State.SENT);
            assertThat(dispatches(contact)).hasSize(2);
        });
    }

    @Test
    void aLostAnswerIsAskedForAgain() {
        String contact = contact();
        OutboundMessage message = outbound(contact, 1);
        ScriptedConnector platform = ScriptedConnector.willing();
        platform.losesChanges(2);

        whileDelivering(platform, () -> {
            write(message);
            write(changed(message, 2, Kind.EDIT, "novo"));

            await().atMost(SOON).untilAsserted(() -> assertThat(platform.changesFor(contact))
                    .hasSize(3));
        });
    }

    @Test
    void whatAPlatformCannotMirrorIsNotToldAndChangesNoStatus() {
        String contact = contact();
        OutboundMessage message = outbound(contact, 1);
        OutboundMessage deletion = changed(message, 2, Kind.DELETE, "");
        ScriptedConnector platform = ScriptedConnector.willing();

        whileDelivering(platform, () -> {
            write(message);
            write(deletion);

            await().atMost(SOON).untilAsserted(() -> assertThat(last(deletion)).isEqualTo(State.FAILED));
            assertThat(platform.changesFor(contact)).isEmpty();
            assertThat(updates(contact)).isEmpty();
        });
    }

    @Test
    void anEditThatWasUnderWayWhenTheProcessEndedIsToldAgain() {
        String contact = contact();
        OutboundMessage message = outbound(contact, 1);
        OutboundMessage edit = changed(message, 2, Kind.EDIT, "novo");
        ScriptedConnector first = ScriptedConnector.willing();
        whileDelivering(first, () -> {
            write(message);
            await().atMost(SOON).untilAsserted(() -> assertThat(last(message)).isEqualTo(State.SENT));
        });
        attempted(edit, State.DISPATCHING);
        RealServers.SESSION.execute(
                "INSERT INTO receipts_by_message (message_id, recipient_id, provider_message_id) VALUES (?, ?, '4711')",
                message.messageId(),
                message.recipientId());

        ScriptedConnector platform = ScriptedConnector.willing();
        whileDelivering(platform, () -> await().atMost(SOON)
                .untilAsserted(() -> assertThat(platform.changesFor(contact)).hasSize(1)));
        assertThat(last(edit)).isEqualTo(State.SENT);
    }

    @Test
    void anEditOfWhatWasNeverTakenEndsAndHoldsUpNothing() {
        String contact = contact();
        OutboundMessage message = outbound(contact, 1);
        var refusing =
                new ScriptedConnector((account, outgoing) -> outgoing.text().equals("1")
                        ? new SendOutcome.Failed(new StatusError("400", "no"))
                        : ScriptedConnector.accepted(outgoing));
        OutboundMessage edit = changed(message, 2, Kind.EDIT, "novo");

        whileDelivering(refusing, () -> {
            write(message);
            write(edit);
            write(outbound(contact, 3));

            await().atMost(Mirror.PATIENCE.plus(SOON))
                    .untilAsserted(() -> assertThat(refusing.textsOf(contact)).containsExactly("3"));
            assertThat(last(edit)).isEqualTo(State.FAILED);
            assertThat(updates(contact)).extracting(StatusUpdate::status).containsExactly(DeliveryStatus.FAILED);
        });
    }
}

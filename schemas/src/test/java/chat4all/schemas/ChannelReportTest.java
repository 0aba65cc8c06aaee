package chat4all.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChannelReportTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void aDispatchAndItsReceiptsMeetUnderOneKey() {
        ChannelDispatch dispatch = new ChannelDispatch(
                Channel.WHATSAPP,
                "1065",
                null,
                "wamid.1",
                null,
                "m1",
                "c1",
                1,
                AT,
                "user_a",
                "whatsapp:+1",
                1,
                AT,
                null);
        ChannelReceipt receipt = new ChannelReceipt(
                Channel.WHATSAPP, "1065", null, "wamid.1", null, DeliveryStatus.READ, false, AT, null, null);

        assertThat(dispatch.key()).isEqualTo("whatsapp:1065:wamid.1").isEqualTo(receipt.key());
    }

    @Test
    void whereIdsCountPerChatTheChatIsPartOfTheKey() {
        assertThat(ChannelReport.key(Channel.TELEGRAM, "bot-1", "-100", "9917")).isEqualTo("telegram:bot-1:-100:9917");
    }

    @Test
    void oneSendIsKnownByItsMessageAndItsRecipient() {
        assertThat(ChannelAttempt.key("m1", "telegram:42")).isEqualTo("m1|telegram:42");
    }
}

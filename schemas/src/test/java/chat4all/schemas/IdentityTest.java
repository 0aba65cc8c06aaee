package chat4all.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    whatsapp  | +5511999998888         | +5511999998888
                    whatsapp  | +55 (11) 99999-8888    | +5511999998888
                    whatsapp  | +55 11 9 9999.8888     | +5511999998888
                    whatsapp  | +551199998888          | +5511999998888
                    whatsapp  | +553188887777          | +5531988887777
                    whatsapp  | +555161234567          | +5551961234567
                    whatsapp  | +551130001234          | +551130001234
                    whatsapp  | +551152001234          | +551152001234
                    whatsapp  | +351912345678          | +351912345678
                    whatsapp  | +541199998888          | +541199998888
                    instagram | @Ana.Lima_1            | @ana.lima_1
                    instagram | @ANA                   | @ana
                    instagram | 17841400000000001      | 17841400000000001
                    telegram  | 42                     | 42
                    """)
    void twoSpellingsOfTheSameAreEqual(String platform, String text, String value) {
        assertThat(Identity.of(Channel.fromPrefix(platform), text))
                .contains(new Identity(Channel.fromPrefix(platform), value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "5511999998888",
                "11999998888",
                "+0511999998888",
                "+55",
                "+5511999998888123456",
                "+55x",
                "BR.1349120865530274",
                "\u0661"
            })
    void whatIsNoNumberIsNoWhatsAppIdentity(String text) {
        assertThat(Identity.of(Channel.WHATSAPP, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "ana", "@ana lima", "@aná", "@1234567890123456789012345678901", "\u212a"})
    void whatIsNoNameIsNoInstagramIdentity(String text) {
        assertThat(Identity.of(Channel.INSTAGRAM, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "042", "-1001234", "@ana_lima", "12345678901234567890"})
    void groupsAndNamesAreNoTelegramIdentity(String text) {
        assertThat(Identity.of(Channel.TELEGRAM, text)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void whatIsTooLongIsNoIdentity(Channel channel) {
        assertThat(Identity.of(channel, "1".repeat(100_000))).isEmpty();
    }

    @Test
    void anIdentityIsARecipient() {
        Identity identity = Identity.of(Channel.WHATSAPP, "+551199998888").orElseThrow();

        assertThat(Recipient.parse(identity.contact())).isInstanceOf(Recipient.External.class);
        assertThat(Identity.ofContact("whatsapp:+551199998888")).contains(identity);
        assertThat(Identity.ofContact("user_a")).isEmpty();
    }
}

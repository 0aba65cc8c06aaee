package chat4all.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"user_a", "user_", "user_Maria_9", "user_12345678901234567890123456789012345678901234567890"})
    void aUserIdIsARecipientOfThisInstallation(String text) {
        assertThat(Recipient.parse(text)).isEqualTo(new Recipient.Internal(text));
        assertThat(Recipient.isInternal(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whatsapp:+5511999998888",
                "whatsapp:+1234567",
                "whatsapp:+123456789012345",
                "whatsapp:BR.13491208655302741918",
                "whatsapp:US.ENT.11815799212886844830",
                "instagram:@maria.silva_1",
                "instagram:17841400000000000",
                "telegram:42",
                "telegram:-1001234567890",
                "telegram:@maria",
                "telegram:@Maria_Silva_12345678901234567890"
            })
    void aChannelAndAnAddressOfItIsAContactThere(String text) {
        int colon = text.indexOf(':');

        assertThat(Recipient.parse(text))
                .isEqualTo(new Recipient.External(
                        Channel.of(text.substring(0, colon)).orElseThrow(), text.substring(colon + 1)));
        assertThat(Recipient.isInternal(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "maria",
                "User_a",
                "user_é",
                "user_a b",
                "user_a\n",
                "user_123456789012345678901234567890123456789012345678901",
                ":",
                "fax:123",
                "WhatsApp:+5511999998888",
                "whatsapp:",
                "whatsapp:5511999998888",
                "whatsapp:+05511999998888",
                "whatsapp:+123456",
                "whatsapp:+1234567890123456",
                "whatsapp:+55 11 99999",
                "whatsapp:+5511999998888\n",
                "whatsapp:br.13491208655302741918",
                "whatsapp:BR.",
                "whatsapp:BR.1-2",
                "instagram:maria",
                "instagram:@",
                "instagram:@maria silva",
                "instagram:@1234567890123456789012345678901",
                "telegram:0",
                "telegram:@ana1",
                "telegram:@1maria",
                "telegram:@maria.silva",
                "telegram:@maria_silva_123456789012345678901",
                "telegram:--1",
                "telegram:12345678901234567890"
            })
    void anyOtherTextIsUnknownWithAReason(String text) {
        assertThat(Recipient.parse(text))
                .isInstanceOfSatisfying(Recipient.Unknown.class, unknown -> assertThat(unknown.reason())
                        .isNotBlank());
        assertThat(Recipient.isInternal(text)).isFalse();
    }

    @Test
    void everyMemberIsNoNameAPersonCouldHave() {
        assertThat(Recipient.parse(Recipient.EVERY_MEMBER)).isInstanceOf(Recipient.Unknown.class);
    }
}

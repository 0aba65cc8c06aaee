package chat4all.topology;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.DeliveryStatus;
import chat4all.schemas.MessageStatus.RecipientStatus;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.StatusUpdate.Source;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddresseeTest {
    private static final String NUMBER = "whatsapp:+5511999998888";
    private static final String WITHOUT_NINTH_DIGIT = "whatsapp:+551199998888";
    private static final String OTHER = "whatsapp:+5521988887777";
    private static final String ID = "whatsapp:BR.13491208655302741918";

    @Test
    void theOneNamedIsMeant() {
        assertThat(found(Source.INBOX, "user_b", "user_a", "user_b")).isEqualTo("user_b");
        assertThat(found(Source.PLATFORM, NUMBER, OTHER, NUMBER, WITHOUT_NINTH_DIGIT))
                .isEqualTo(NUMBER);
    }

    @Test
    void aPlatformMayNameTheOnlyContactOnItDifferently() {
        assertThat(found(Source.PLATFORM, ID, "user_b", "telegram:42", NUMBER)).isEqualTo(NUMBER);
    }

    @Test
    void brazilsNinthDigitMakesNoOtherNumber() {
        assertThat(found(Source.PLATFORM, WITHOUT_NINTH_DIGIT, OTHER, NUMBER)).isEqualTo(NUMBER);
        assertThat(found(Source.PLATFORM, NUMBER, OTHER, WITHOUT_NINTH_DIGIT)).isEqualTo(WITHOUT_NINTH_DIGIT);
    }

    @Test
    void nobodyIsMeantWhenItCouldBeSeveralOrNone() {
        assertThat(found(Source.PLATFORM, ID, OTHER, NUMBER)).isNull();
        assertThat(found(Source.PLATFORM, ID, "user_b", "telegram:42")).isNull();
        assertThat(found(Source.PLATFORM, "user_c", "user_b")).isNull();
    }

    @Test
    void onlyAPlatformNamesContactsInItsOwnWay() {
        assertThat(found(Source.CONNECTOR, WITHOUT_NINTH_DIGIT, NUMBER)).isNull();
    }

    private static @Nullable String found(Source source, String named, String... recipients) {
        Instant at = Instant.EPOCH;
        StatusUpdate update = new StatusUpdate(
                "m1", null, 0, null, named, DeliveryStatus.READ, 1, at, null, source, null, null, List.of());
        RecipientStatus found = Addressee.of(
                update,
                Stream.of(recipients)
                        .map(recipient -> RecipientStatuses.sent(recipient, at))
                        .toList());
        return found == null ? null : found.recipientId();
    }
}

package chat4all.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatusUpdateTest {
    private static final String CONTACT = "whatsapp:+5511999998888";

    @Test
    void upToEightMembersHaveAStateEach() {
        List<String> recipients = withContact(8);

        assertThat(StatusUpdate.tracked(recipients)).isEqualTo(recipients);
    }

    @Test
    void moreMembersAreFollowedAsOneButContactsStillEach() {
        assertThat(StatusUpdate.tracked(withContact(9))).containsExactly(Recipient.EVERY_MEMBER, CONTACT);
    }

    private static List<String> withContact(int members) {
        return Stream.concat(IntStream.range(0, members).mapToObj(i -> "user_" + i), Stream.of(CONTACT))
                .toList();
    }
}

package chat4all.schemas;

import static chat4all.schemas.DeliveryStatus.DELIVERED;
import static chat4all.schemas.DeliveryStatus.DISPATCHED;
import static chat4all.schemas.DeliveryStatus.FAILED;
import static chat4all.schemas.DeliveryStatus.READ;
import static chat4all.schemas.DeliveryStatus.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.MessageStatus.RecipientStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersonTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void aUserIsAsFarAsTheFurthestChannel() {
        assertThat(person(named("user_b", DELIVERED), linked("user_b", "telegram:42", READ)))
                .isEqualTo(READ);
        assertThat(person(named("user_b", SENT), linked("user_b", "telegram:42", DISPATCHED)))
                .isEqualTo(DISPATCHED);
    }

    @Test
    void oneFailedChannelDoesNotFailAUserWhileAnotherGoesOn() {
        assertThat(person(named("user_b", SENT), linked("user_b", "telegram:42", FAILED)))
                .isEqualTo(SENT);
        assertThat(person(named("user_b", FAILED), linked("user_b", "telegram:42", FAILED)))
                .isEqualTo(FAILED);
    }

    @Test
    void everybodyNamedIsAPersonAndALinkedIdentityIsNone() {
        assertThat(Person.of(List.of(
                        named("user_b", READ),
                        named("telegram:7", SENT),
                        linked("user_b", "telegram:42", SENT),
                        linked("user_c", "telegram:43", SENT))))
                .extracting(Person::status)
                .containsExactly(READ, SENT);
    }

    @Test
    void thatOneOfManyWasReachedElsewhereSaysNothingOfTheOthers() {
        assertThat(person(named(Recipient.EVERY_MEMBER, SENT), linked("user_c", "telegram:43", READ)))
                .isEqualTo(SENT);
    }

    @Test
    void aUserIsReachedWhenTheFirstChannelIs() {
        Person person = new Person(List.of(at("user_b", null, 5, null), at("telegram:42", "user_b", 3, 9L)));

        assertThat(person.deliveredAt()).isEqualTo(AT.plusSeconds(3));
        assertThat(person.readAt()).isEqualTo(AT.plusSeconds(9));
    }

    private static DeliveryStatus person(RecipientStatus... recipients) {
        List<Person> persons = Person.of(List.of(recipients));
        assertThat(persons).hasSize(1);
        return persons.get(0).status();
    }

    private static RecipientStatus named(String recipient, DeliveryStatus status) {
        return recipient(recipient, null, status, null, null);
    }

    private static RecipientStatus linked(String user, String contact, DeliveryStatus status) {
        return recipient(contact, user, status, null, null);
    }

    private static RecipientStatus at(String recipient, @Nullable String user, long delivered, @Nullable Long read) {
        return recipient(
                recipient, user, DELIVERED, AT.plusSeconds(delivered), read == null ? null : AT.plusSeconds(read));
    }

    private static RecipientStatus recipient(
            String recipient,
            @Nullable String user,
            DeliveryStatus status,
            @Nullable Instant delivered,
            @Nullable Instant read) {
        return new RecipientStatus(
                recipient, user, null, status, 1, StatusUpdate.Source.INBOX, AT, delivered, read, null, null, null);
    }
}

package chat4all.schemas;

import chat4all.schemas.MessageStatus.RecipientStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of those a message is for, with every channel on which it goes to that person: a user's own history and the linked
 * identities, or a contact alone.
 *
 * @param channels never empty
 */
public record Person(List<RecipientStatus> channels) {
    public Person {
        channels = List.copyOf(channels);
    }

    /**
     * In the order of the recipients. Users whom {@link Recipient#EVERY_MEMBER} stands for are one person, and their
     * linked identities count for nothing: what reached one of them did not reach all.
     */
    public static List<Person> of(List<RecipientStatus> recipients) {
        Map<String, List<RecipientStatus>> byPerson = new LinkedHashMap<>();
        for (RecipientStatus recipient : recipients) {
            if (recipient.userId() == null) {
                byPerson.put(recipient.recipientId(), new ArrayList<>(List.of(recipient)));
            }
        }
        for (RecipientStatus recipient : recipients) {
            List<RecipientStatus> user = recipient.userId() == null ? null : byPerson.get(recipient.userId());
            if (user != null) {
                user.add(recipient);
            }
        }
        return byPerson.values().stream().map(Person::new).toList();
    }

    public DeliveryStatus status() {
        return DeliveryStatus.furthest(channels.stream().map(RecipientStatus::status));
    }

    public @Nullable Instant deliveredAt() {
        return earliest(RecipientStatus::deliveredAt);
    }

    public @Nullable Instant readAt() {
        return earliest(RecipientStatus::readAt);
    }

    private @Nullable Instant earliest(Function<RecipientStatus, @Nullable Instant> time) {
        return channels.stream()
                .map(time)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}

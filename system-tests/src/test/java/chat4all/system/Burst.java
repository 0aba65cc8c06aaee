package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Many messages to contacts on all platforms, each contact in a conversation of its own, and the question whether the
 * phones and the statuses agree about them afterwards.
 */
final class Burst {
    private static final Set<String> SHOWN = Set.of("DISPATCHED", "DELIVERED", "READ");
    private static final Set<String> EXPLAINED = Set.of("FAILED", "UNKNOWN");

    /** Much less than the 45 s after which Kafka, left to itself, gives up a consumer that was killed. */
    private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(25);

    private final Api sender;
    private final Phones phones;
    private final List<Contact> contacts;
    private long seen;

    private Burst(Api sender, Phones phones, List<Contact> contacts) {
        this.sender = sender;
        this.phones = phones;
        this.contacts = contacts;
    }

    /** What was said to one contact, in order. */
    private record Contact(String address, String conversation, List<Sent> messages) {
        boolean onWhatsApp() {
            return address.startsWith("whatsapp:");
        }
    }

    private record Sent(String id, String text) {}

    static Burst send(Api sender, Phones phones, int people, int perContact) {
        int run = ThreadLocalRandom.current().nextInt(10_000, 99_999);
        List<Contact> contacts = IntStream.range(0, people)
                .mapToObj(i -> new Contact(address(run, i), "burst-" + run + "-" + i, new ArrayList<>()))
                .toList();
        for (int i = 0; i < perContact; i++) {
            String text = "mensagem " + i;
            contacts.parallelStream().forEach(contact -> say(sender, contact, text));
        }
        return new Burst(sender, phones, contacts);
    }

    private static String address(int run, int i) {
        return switch (i % 3) {
            case 0 -> "whatsapp:+55119%05d%03d".formatted(run, i);
            case 1 -> "instagram:56000%05d%03d".formatted(run, i);
            default -> "telegram:9%05d%03d".formatted(run, i);
        };
    }

    private static void say(Api sender, Contact contact, String text) {
        Api.Answer answer = sender.message(contact.conversation(), contact.address(), text, null);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        contact.messages().add(new Sent(answer.json().path("message_id").asText(), text));
    }

    /**
     * Waits until no message is on its way any more. Every message is then shown once and in order; one that is not shown
     * says why in its status, and one whose status is unknown is shown at most once.
     */
    void settles(Duration within) {
        Map<String, JsonNode> ends = new ConcurrentHashMap<>();
        Awaitility.await("all messages settled")
                .atMost(within)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> contacts.parallelStream().allMatch(contact -> isSettled(contact, ends)));
        contacts.forEach(contact -> agrees(contact, ends));
    }

    /** Returns when the phones show more than at the last call, however the connectors ended. */
    void hasShownMore() {
        Awaitility.await("more is shown").atMost(GOES_ON_WITHIN).until(this::shown, count -> count > seen);
        seen = shown();
    }

    void showsNothing() {
        assertThat(shown()).isZero();
    }

    private long shown() {
        return contacts.parallelStream()
                .mapToLong(contact -> phones.shown(contact.address()).size())
                .sum();
    }

    private boolean isSettled(Contact contact, Map<String, JsonNode> ends) {
        for (Sent sent : contact.messages()) {
            if (!ends.containsKey(sent.id())) {
                JsonNode end = sender.get("/v1/messages/" + sent.id() + "/status")
                        .json()
                        .at("/recipients/0");
                if (!isEnd(contact, sent, end.path("status").asText())) {
                    return false;
                }
                ends.put(sent.id(), end);
            }
        }
        return true;
    }

    /**
     * WhatsApp tells of every delivery, and by it resolves what was unknown, unless the call was cut off before it got
     * there; the others tell no such thing.
     */
    private boolean isEnd(Contact contact, Sent sent, String status) {
        if (!contact.onWhatsApp()) {
            return SHOWN.contains(status) || EXPLAINED.contains(status);
        }
        return Set.of("DELIVERED", "READ", "FAILED").contains(status)
                || (status.equals("UNKNOWN") && !phones.shown(contact.address()).contains(sent.text()));
    }

    private void agrees(Contact contact, Map<String, JsonNode> ends) {
        List<String> shown = phones.shown(contact.address());
        List<String> expected = contact.messages().stream()
                .map(Sent::text)
                .filter(shown::contains)
                .toList();
        assertThat(shown).as(contact.address()).containsExactlyElementsOf(expected);
        for (Sent sent : contact.messages()) {
            JsonNode end = Objects.requireNonNull(ends.get(sent.id()));
            String status = end.path("status").asText();
            if (!shown.contains(sent.text())) {
                assertThat(EXPLAINED).as("%s of %s", end, contact.address()).contains(status);
                assertThat(end.at("/error/code").asText()).as("%s", end).isNotEmpty();
            } else {
                assertThat(status)
                        .as("%s is shown to %s", sent.text(), contact.address())
                        .isNotEqualTo("FAILED");
            }
        }
    }
}

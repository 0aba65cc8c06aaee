package chat4all.system;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Messages to so many new conversations that every partition meets some of them, all but certainly. */
final class EveryPartition {
    private static final Duration RECOVERY = Duration.ofMinutes(2);
    private static final int CONVERSATIONS = 24;

    private EveryPartition() {}

    /** Returns their ids when all are delivered; a refused request is repeated. */
    static List<String> delivers(Api sender, String recipient) {
        List<String> messages = IntStream.range(0, CONVERSATIONS)
                .mapToObj(i -> accepted(sender, recipient))
                .toList();
        await().atMost(RECOVERY).pollInterval(Duration.ofMillis(50)).until(() -> messages.stream()
                .allMatch(message -> isDelivered(sender, message)));
        return messages;
    }

    static boolean isDelivered(Api sender, String message) {
        return sender.get("/v1/messages/" + message + "/status")
                .json()
                .path("status")
                .asText()
                .equals("DELIVERED");
    }

    private static String accepted(Api sender, String recipient) {
        String conversation = "conv-" + UUID.randomUUID();
        String id = UUID.randomUUID().toString();
        return await().atMost(RECOVERY)
                .until(() -> sender.message(conversation, recipient, "olá", id), answer -> answer.status() == 202)
                .json()
                .path("message_id")
                .asText();
    }
}

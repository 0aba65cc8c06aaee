package chat4all.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/** João and Maria exchange six messages; all six must be delivered, and stored as they were written. */
@Command(
        name = "conversation",
        mixinStandardHelpOptions = true,
        description = "Two people exchange six messages; shows the history and what it took.")
final class ConversationDemo extends Play {
    private static final String DELIVERED = "DELIVERED";
    private static final int LINES = 6;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final long BETWEEN_READS_MILLIS = 100;

    /** Who is there, and what they are to say. */
    private record Scene(Stage stage, Friend joao, Friend maria, String conversationId, List<String> script) {}

    @Override
    boolean play(Stage stage) {
        stage.say("title");
        var joao = Friend.comesIn("João", "joao", stage.api());
        var maria = Friend.comesIn("Maria", "maria", stage.api());
        var script = IntStream.rangeClosed(1, LINES)
                .mapToObj(line -> stage.words().of("conversation.line." + line))
                .toList();
        var scene = new Scene(stage, joao, maria, "demo_" + Long.toString(System.currentTimeMillis(), 36), script);
        stage.say("conversation.cast", joao.user(), maria.user());
        joao.listens(PATIENCE);
        maria.listens(PATIENCE);
        stage.say("conversation.connected", scene.conversationId());

        var delivered = new ArrayList<String>();
        for (int i = 0; i < LINES; i++) {
            var from = i % 2 == 0 ? joao : maria;
            var to = i % 2 == 0 ? maria : joao;
            if (exchange(scene, from, to, script.get(i))) {
                delivered.add(script.get(i));
            }
        }
        return judge(scene, delivered, history(scene));
    }

    private static boolean judge(Scene scene, List<String> delivered, List<JsonNode> messages) {
        print(scene, messages);
        long ofJoao = from(messages, scene.joao());
        long ofMaria = from(messages, scene.maria());
        scene.stage().say("conversation.statistics", ofJoao, ofMaria, messages.size());
        scene.stage().fact("conversation.delivered", DELIVERED, delivered(messages), messages.size());
        boolean right = delivered.equals(scene.script())
                && ofJoao == LINES / 2
                && ofMaria == LINES / 2
                && delivered(messages) == LINES
                && asWritten(scene, messages)
                && scene.joao().messagesHeard(scene.conversationId()) == LINES / 2
                && scene.maria().messagesHeard(scene.conversationId()) == LINES / 2;
        return scene.stage().verdict(right, "conversation.right");
    }

    /** Whether it came to be delivered. */
    private static boolean exchange(Scene scene, Friend from, Friend to, String text) {
        long started = System.nanoTime();
        var messageId = from.says(text, to, scene.conversationId());
        double accepted = (System.nanoTime() - started) / 1e6;
        to.await("NEW_MESSAGE", messageId, PATIENCE);
        double heard = (System.nanoTime() - started) / 1e6;
        var status = scene.stage()
                .api()
                .poll(
                        "/v1/messages/" + Api.encoded(messageId) + "/status?after=SENT&wait=" + PATIENCE.toSeconds(),
                        from.user(),
                        PATIENCE)
                .join()
                .expect(200)
                .path("status")
                .asText();
        scene.stage().out().printf("%s → %s: %s%n", from.name(), to.name(), text);
        scene.stage().fact("conversation.took", accepted, to.name(), heard, status);
        return status.equals(DELIVERED);
    }

    /** The history, read again while it is not yet complete and delivered: it follows the log by a moment. */
    private static List<JsonNode> history(Scene scene) {
        var path = "/v1/conversations/" + Api.encoded(scene.conversationId()) + "/messages";
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<JsonNode> messages = new ArrayList<>();
            scene.stage()
                    .api()
                    .get(path, scene.joao().user())
                    .join()
                    .expect(200)
                    .path("messages")
                    .forEach(messages::add);
            if (delivered(messages) >= LINES || System.nanoTime() > deadline) {
                return messages;
            }
            pause();
        }
    }

    private static void print(Scene scene, List<JsonNode> messages) {
        scene.stage().say("conversation.history");
        var table = new Table(scene.stage().words().of("conversation.columns").split("\\|"));
        for (var message : messages) {
            var sender = message.path("sender_id").asText();
            var time = Instant.ofEpochMilli(message.path("timestamp").asLong()).atZone(ZoneId.systemDefault());
            table.row(
                    message.path("seq").asText(),
                    sender.equals(scene.joao().user().userId())
                            ? scene.joao().name()
                            : sender.equals(scene.maria().user().userId())
                                    ? scene.maria().name()
                                    : sender,
                    TIME.format(time),
                    message.path("status").asText(),
                    message.path("content").asText());
        }
        scene.stage().out().println(table);
    }

    private static long from(List<JsonNode> messages, Friend sender) {
        return messages.stream()
                .filter(message ->
                        message.path("sender_id").asText().equals(sender.user().userId()))
                .count();
    }

    private static long delivered(List<JsonNode> messages) {
        return messages.stream()
                .filter(message -> message.path("status").asText().equals(DELIVERED))
                .count();
    }

    private static boolean asWritten(Scene scene, List<JsonNode> messages) {
        var texts = messages.stream()
                .map(message -> message.path("content").asText())
                .toList();
        var seqs =
                messages.stream().map(message -> message.path("seq").asLong()).toList();
        return texts.equals(scene.script()) && seqs.equals(List.of(1L, 2L, 3L, 4L, 5L, 6L));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_READS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package chat4all.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * João and Maria exchange six messages through the public API, and what happens is printed, in Portuguese. Exit codes: 0
 * when all six were delivered and stored as they were written, 1 when not, 3 when the platform could not be reached.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "João e Maria trocam seis mensagens pela API pública; mostra o histórico e as estatísticas.")
public final class Demo implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String DELIVERED = "DELIVERED";
    private static final List<String> SCRIPT = List.of(
            "Oi, Maria! Tudo bem?",
            "Oi, João! Tudo ótimo, e você?",
            "Também! Você já viu a apresentação de amanhã?",
            "Vi sim: \"Mensagens sem perda\". Ficou muito boa 👏",
            "Que bom! Então até amanhã às 10h, não se atrase 😄",
            "Até amanhã! Levo o café ☕");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final long BETWEEN_READS_MILLIS = 100;

    @Option(names = "--api", defaultValue = "${env:CHAT4ALL_API_URL:-http://localhost:8082}")
    private URI http = URI.create("http://localhost:8082");

    @Option(names = "--ws", defaultValue = "${env:CHAT4ALL_WS_URL:-ws://localhost:8085}")
    private URI socket = URI.create("ws://localhost:8085");

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] args) {
        System.exit(new CommandLine(new Demo()).execute(args));
    }

    @Override
    public Integer call() {
        try {
            return play() ? 0 : 1;
        } catch (ApiException e) {
            out.println("\nA demonstração falhou: " + e.getMessage());
            return 1;
        } catch (CompletionException e) {
            if (e.getCause() instanceof ApiException known) {
                out.println("\nA demonstração falhou: " + known.getMessage());
                return 1;
            }
            out.printf(
                    "%nO Chat4All não responde em %s e %s (%s).%nPara iniciá-lo: ./chat4all up%n",
                    http, socket, e.getCause());
            return 3;
        }
    }

    private boolean play() {
        out.println("Chat4All: demonstração\n");
        var api = new Api(http, socket);
        var joao = Friend.comesIn("João", "joao", api);
        var maria = Friend.comesIn("Maria", "maria", api);
        var conversationId = "demo_" + Long.toString(System.currentTimeMillis(), 36);
        out.printf("João é %s e Maria é %s.%n", joao.user(), maria.user());
        joao.listens(PATIENCE);
        maria.listens(PATIENCE);
        out.printf("Os dois estão conectados. Conversa nova: %s%n%n", conversationId);

        var delivered = new ArrayList<String>();
        for (int i = 0; i < SCRIPT.size(); i++) {
            var from = i % 2 == 0 ? joao : maria;
            var to = i % 2 == 0 ? maria : joao;
            if (exchange(api, from, to, conversationId, SCRIPT.get(i))) {
                delivered.add(SCRIPT.get(i));
            }
        }

        var messages = history(api, joao, conversationId);
        print(messages, joao, maria);
        out.println("\nEstatísticas");
        long ofJoao = from(messages, joao);
        long ofMaria = from(messages, maria);
        out.printf("  João: %d · Maria: %d · total: %d%n", ofJoao, ofMaria, messages.size());
        out.printf("  %s: %d/%d%n%n", DELIVERED, delivered(messages), messages.size());

        boolean right = delivered.equals(SCRIPT)
                && ofJoao == 3
                && ofMaria == 3
                && delivered(messages) == SCRIPT.size()
                && asWritten(messages)
                && joao.messagesHeard(conversationId) == 3
                && maria.messagesHeard(conversationId) == 3;
        out.println(
                right
                        ? "Conferido: seis mensagens, em ordem, cada uma guardada e entregue uma única vez. ✔"
                        : "Algo não confere: veja o histórico acima. ✘");
        return right;
    }

    /** Whether it came to be delivered. */
    private boolean exchange(Api api, Friend from, Friend to, String conversationId, String text) {
        long started = System.nanoTime();
        var messageId = from.says(text, to, conversationId);
        double accepted = (System.nanoTime() - started) / 1e6;
        to.await("NEW_MESSAGE", messageId, PATIENCE);
        double heard = (System.nanoTime() - started) / 1e6;
        var status = api.poll(
                        "/v1/messages/" + Api.encoded(messageId) + "/status?after=SENT&wait=" + PATIENCE.toSeconds(),
                        from.user(),
                        PATIENCE)
                .join()
                .expect(200)
                .path("status")
                .asText();
        out.printf("%s → %s: %s%n", from.name(), to.name(), text);
        out.printf(
                Locale.forLanguageTag("pt-BR"),
                "    aceita em %.1f ms, no socket de %s em %.1f ms, estado %s%n",
                accepted,
                to.name(),
                heard,
                status);
        return status.equals(DELIVERED);
    }

    /** The history, read again while it is not yet complete and delivered: it follows the log by a moment. */
    private static List<JsonNode> history(Api api, Friend reader, String conversationId) {
        var path = "/v1/conversations/" + Api.encoded(conversationId) + "/messages";
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<JsonNode> messages = new ArrayList<>();
            api.get(path, reader.user()).join().expect(200).path("messages").forEach(messages::add);
            if (delivered(messages) >= SCRIPT.size() || System.nanoTime() > deadline) {
                return messages;
            }
            pause();
        }
    }

    private void print(List<JsonNode> messages, Friend joao, Friend maria) {
        out.println("\nHistórico da conversa\n");
        var table = new Table("nº", "remetente", "hora", "status", "texto");
        for (var message : messages) {
            var sender = message.path("sender_id").asText();
            var time = Instant.ofEpochMilli(message.path("timestamp").asLong()).atZone(ZoneId.systemDefault());
            table.row(
                    message.path("seq").asText(),
                    sender.equals(joao.user().userId())
                            ? joao.name()
                            : sender.equals(maria.user().userId()) ? maria.name() : sender,
                    TIME.format(time),
                    message.path("status").asText(),
                    message.path("content").asText());
        }
        out.print(table);
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

    private static boolean asWritten(List<JsonNode> messages) {
        var texts = messages.stream()
                .map(message -> message.path("content").asText())
                .toList();
        var seqs =
                messages.stream().map(message -> message.path("seq").asLong()).toList();
        return texts.equals(SCRIPT) && seqs.equals(List.of(1L, 2L, 3L, 4L, 5L, 6L));
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

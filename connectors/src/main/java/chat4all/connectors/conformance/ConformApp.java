package chat4all.connectors.conformance;

import chat4all.connectors.accounts.AccountsFile;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.schemas.Channel;
import chat4all.schemas.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a real platform what the simulator is held to, so that drift is found by running it: sends every row that needs
 * nothing of the simulator's through an account, and says where the answer is another. It does send messages.
 */
public final class ConformApp {
    private static final String USAGE = "usage: conform --live <whatsapp|instagram|telegram> --accounts <file>"
            + " --contact <address of somebody who has written to the account> [--account <id>]";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final Place place;
    private final PrintStream out;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ConformApp(Place place, PrintStream out) {
        this.place = place;
        this.out = out;
    }

    public static void main(String[] args) throws InterruptedException {
        System.exit(run(args, new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }

    /** 0: all is as documented, 1: something is not, 2: it was not asked. */
    static int run(String[] args, PrintStream out) throws InterruptedException {
        Optional<Place> place = place(args, out);
        return place.isEmpty() ? 2 : new ConformApp(place.get(), out).compare();
    }

    private static Optional<Place> place(String[] args, PrintStream out) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        Optional<Channel> channel = Channel.of(options.getOrDefault("--live", ""));
        String contact = options.get("--contact");
        String file = options.get("--accounts");
        if (channel.isEmpty() || contact == null || file == null || args.length % 2 != 0) {
            out.println(USAGE);
            return Optional.empty();
        }
        String id = options.get("--account");
        Optional<ChannelAccount> account = AccountsFile.read(Path.of(file)).of(channel.get()).stream()
                .filter(one -> id == null || one.id().equals(id))
                .findFirst();
        if (account.isEmpty()) {
            out.println(file + " has no such account of " + channel.get().prefix());
        }
        return account.map(found -> new Place(found, contact));
    }

    private int compare() throws InterruptedException {
        int different = 0;
        int asked = 0;
        for (ConformanceRow row : ConformanceRow.of(place.account().channel())) {
            if (!row.simulatorOnly()) {
                asked++;
                List<String> differences = ask(row);
                different += differences.isEmpty() ? 0 : 1;
                out.println((differences.isEmpty() ? "same     " : "ANOTHER  ") + row.name());
                differences.forEach(difference -> out.println("           " + place.withoutSecrets(difference)));
            }
        }
        out.println(asked + " asked, " + different + " answered otherwise");
        return different == 0 ? 0 : 1;
    }

    /** What is not as documented. */
    private List<String> ask(ConformanceRow row) throws InterruptedException {
        try {
            JsonNode filled = Json.MAPPER.readTree(place.filled(row.row().toString()));
            HttpResponse<String> answer = client.send(request(filled.path("request")), BodyHandlers.ofString());
            return differences(filled.path("answer"), answer);
        } catch (IOException e) {
            return List.of("no answer: " + e.getMessage());
        }
    }

    private HttpRequest request(JsonNode request) {
        String path = request.path("path").asText();
        HttpRequest.Builder built = HttpRequest.newBuilder(place.uri(path)).timeout(ANSWER_WITHIN);
        if (Place.hasBearer(path)) {
            built.header(
                    "Authorization",
                    "Bearer " + place.bearer(request.path("token").asText()));
        }
        return request.has("body")
                ? built.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(request.path("body").toString()))
                        .build()
                : built.build();
    }

    private static List<String> differences(JsonNode documented, HttpResponse<String> answer) {
        List<String> found = new ArrayList<>();
        int status = documented.path("status").asInt();
        if (answer.statusCode() != status) {
            found.add("status " + answer.statusCode() + ", documented " + status + ": " + answer.body());
        }
        JsonNode body = json(answer.body());
        documented.path("body").properties().forEach(field -> {
            String said = body.at(field.getKey()).asText();
            if (!said.equals(field.getValue().asText())) {
                found.add(field.getKey() + " is '" + said + "', documented '"
                        + field.getValue().asText() + "'");
            }
        });
        return found;
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}

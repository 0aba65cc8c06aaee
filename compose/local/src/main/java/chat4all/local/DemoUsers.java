package chat4all.local;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The users that the examples log in with. They exist in local stacks only. */
final class DemoUsers {

    private static final List<String> LETTERS = List.of("a", "b", "c");
    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLIS = 500;

    private DemoUsers() {}

    /** As {@code name/password}, parted by commas. */
    static String listed() {
        return LETTERS.stream()
                .map(letter -> "user_" + letter + "/pass_" + letter)
                .collect(Collectors.joining(","));
    }

    /** Registers those who are not registered yet. */
    static void register(String apiUrl) throws InterruptedException {
        for (String letter : LETTERS) {
            register(apiUrl, "user_" + letter, "pass_" + letter);
        }
    }

    private static void register(String apiUrl, String username, String password) throws InterruptedException {
        String answer = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            try {
                int status = post(
                        URI.create(apiUrl + "/auth/register"),
                        "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}");
                if (status == HttpURLConnection.HTTP_CREATED || status == HttpURLConnection.HTTP_CONFLICT) {
                    return;
                }
                answer = "status " + status;
            } catch (IOException unreachable) {
                answer = unreachable.toString();
            }
        }
        throw new StackFailure("The demo user " + username + " could not be registered: " + answer);
    }

    private static int post(URI uri, String json) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(15_000);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try {
            try (OutputStream body = connection.getOutputStream()) {
                body.write(json.getBytes(StandardCharsets.UTF_8));
            }
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}

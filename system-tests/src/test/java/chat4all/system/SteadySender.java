package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;

/**
 * Somebody who writes one message after the other, and after a failure waits as a client does and sends it again, once,
 * with the same id.
 */
final class SteadySender implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;
    private static final long WAIT_MILLIS = 1_500;

    private final Api sender;
    private final String conversation = "steady-" + UUID.randomUUID();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final List<String> accepted = new ArrayList<>();
    private final List<String> failedTwice = new ArrayList<>();
    private int failedOnce;
    private final Thread thread = new Thread(this::send, "steady-sender");

    private SteadySender(Api sender) {
        this.sender = sender;
    }

    static SteadySender start(Api sender) {
        SteadySender steady = new SteadySender(sender);
        steady.thread.start();
        return steady;
    }

    /** Stops sending; then no request failed twice, and the recipient has each message once and in order. */
    int endsWithEverythingOnce(Api recipient) {
        close();
        assertThat(failedTwice).isEmpty();
        assertThat(accepted).isNotEmpty();
        Awaitility.await("history").atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(contents(recipient))
                .containsExactlyElementsOf(accepted));
        System.out.printf("%d messages, %d of them sent twice%n", accepted.size(), failedOnce);
        return accepted.size();
    }

    @Override
    public void close() {
        ended.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void send() {
        try {
            for (int i = 1; !ended.get(); i++) {
                String text = "mensagem " + i;
                String id = UUID.randomUUID().toString();
                String first = attempt(text, id);
                if (!first.isEmpty()) {
                    failedOnce++;
                    TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
                    String second = attempt(text, id);
                    if (!second.isEmpty()) {
                        failedTwice.add(text + ": " + first + ", then " + second);
                        continue;
                    }
                }
                accepted.add(text);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Empty when it was accepted, else what came instead. */
    private String attempt(String text, String id) {
        try {
            Api.Answer answer = sender.message(conversation, "user_b", text, id);
            return answer.status() == 202
                    ? ""
                    : answer.status() + " " + answer.response().body();
        } catch (UncheckedIOException noAnswer) {
            return noAnswer.toString();
        }
    }

    private List<String> contents(Api recipient) {
        List<String> contents = new ArrayList<>();
        boolean more = true;
        while (more) {
            Api.Answer page = recipient.get(
                    "/v1/conversations/" + conversation + "/messages?limit=100&offset=" + contents.size());
            assertThat(page.status()).as(page.response().body()).isEqualTo(200);
            contents.addAll(page.json().path("messages").findValuesAsText("content"));
            more = page.json().at("/pagination/has_more").asBoolean();
        }
        return contents;
    }
}

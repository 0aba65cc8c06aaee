package chat4all.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what the gateway pushes, one frame a line with {@code --json}, until it has heard or waited enough. */
@Command(name = "listen", description = "${bundle:help.listen}")
final class ListenCommand extends OneShot {
    private static final long A_YEAR_OF_SECONDS = 365L * 24 * 60 * 60;

    @Option(names = "--count", paramLabel = "N", descriptionKey = "help.listen.count")
    private @Nullable Integer count;

    @Option(names = "--seconds", paramLabel = "N", descriptionKey = "help.listen.seconds")
    private @Nullable Long seconds;

    @Override
    void run(CliApp cli, Desk desk) {
        CountDownLatch messages = new CountDownLatch(count == null ? Integer.MAX_VALUE : count);
        try (Notifications notifications = desk.chat().notifications(ear(cli, desk, messages))) {
            notifications.open();
            boolean heard = messages.await(seconds == null ? A_YEAR_OF_SECONDS : seconds, TimeUnit.SECONDS);
            if (!heard && count != null) {
                throw Failure.refused("failure.heardTooLittle");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Notifications.Ear ear(CliApp cli, Desk desk, CountDownLatch messages) {
        return new Notifications.Ear() {
            @Override
            public void heard(JsonNode frame) {
                String line = desk.show().frame(frame);
                if (cli.json()) {
                    desk.json(frame);
                } else if (!line.isEmpty()) {
                    desk.line(line);
                }
                if (frame.path("type").asText().equals("NEW_MESSAGE")) {
                    messages.countDown();
                }
            }

            @Override
            public void interrupted() {
                desk.err().println(desk.texts().of("show.interrupted"));
            }
        };
    }
}

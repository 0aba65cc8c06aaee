package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(2)
@ExtendWith(OnTheStack.class)
class UserCommandsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Stack stack;

    UserCommandsTest(Stack stack) {
        this.stack = stack;
    }

    @Test
    void theExamplesOfTheReadmeWorkAsPrinted() {
        Command readme = stack.runScript("system-tests/readme/run-readme.sh");

        assertThat(readme.await(PATIENCE)).as(readme.output()).isZero();
    }

    @Test
    void theDemoEndsWithEverythingDelivered() {
        Command demo = stack.run("demo");

        assertThat(demo.await(PATIENCE)).as(demo.output()).isZero();
        assertThat(demo.output()).contains("João", "Maria", "6/6");
    }

    @Test
    void theDemoOfFilesEndsWithTheSamePictureEverywhere() {
        Command demo = stack.run("demo", "files", "--lang", "pt");

        assertThat(demo.await(PATIENCE)).as(demo.output()).isZero();
        assertThat(demo.output()).contains("2 de 2", "✔");
    }

    @Test
    void theDemoOfNotificationsEndsWithAPhoneThatCaughtUp() {
        Command demo = stack.run("demo", "notifications", "--lang", "pt");

        assertThat(demo.await(PATIENCE)).as(demo.output()).isZero();
        assertThat(demo.output()).contains("celular", "[2, 3, 4]");
    }

    @Test
    void theDemoOfFaultsEndsWithCleanBooks() {
        Command demo = stack.run("demo", "faults", "--kill", "redis", "--lang", "en");

        assertThat(demo.await(PATIENCE)).as(demo.output()).isZero();
        assertThat(demo.output()).contains("kill -9 redis", "The books are clean.");
    }

    @Test
    void aSecondUpSaysThatItRuns() {
        Command up = stack.run("up", "--detach");

        assertThat(up.await(PATIENCE)).as(up.output()).isZero();
        assertThat(up.output()).contains("already running");
    }
}

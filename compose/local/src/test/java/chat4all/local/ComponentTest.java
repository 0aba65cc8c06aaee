package chat4all.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat4all.servers.Probe;
import chat4all.servers.ProcessIdentity;
import chat4all.servers.ProcessSpec;
import chat4all.servers.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentTest {

    private final List<String> reports = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @Test
    void startsAProcessAgainThatWasKilledAndCountsIt() throws InterruptedException {
        Component component = component("exec sleep 600");
        component.start();
        await().until(component::servedOnce);
        ProcessIdentity first = component.identity().orElseThrow();

        first.find().orElseThrow().destroyForcibly();

        await().until(() -> component.restarts() == 1
                && component.identity().filter(now -> !now.equals(first)).isPresent());
        assertThat(reports).anyMatch(line -> line.contains("ended with exit code 137; starting it again in 200 ms"));
        component.stop();
    }

    @Test
    void startsAProcessAgainInTheWayThatIsMeantForIt() throws InterruptedException {
        Path mark = directory.resolve("again");
        Starts starts = new Starts(
                spec("exec sleep 600", () -> !Files.exists(mark)),
                spec("touch " + mark + "; exec sleep 600", () -> Files.exists(mark)));
        Component component = new Component(starts, reports::add, () -> {});
        component.start();
        await().until(component::servedOnce);

        component.identity().orElseThrow().find().orElseThrow().destroyForcibly();

        await().until(() ->
                reports.stream().filter(line -> line.contains(" up in ")).count() == 2);
        component.stop();
    }

    @Test
    void waitsLongerFromRestartToRestart() throws InterruptedException {
        Component component = component("sleep 0.3; exit 5");
        component.start();

        await().until(() -> component.restarts() == 3);
        component.stop();

        assertThat(reports.stream().filter(line -> line.contains("starting it again")))
                .extracting(line -> line.replaceAll(".* in (\\d+) ms", "$1"))
                .startsWith("200", "400", "800");
    }

    @Test
    void whoIsToldToEndIsStartedAgainWithoutALongerWait() throws InterruptedException {
        Component component = component("sleep 0.3; exit 0");
        component.start();

        await().until(() -> component.restarts() == 3);
        component.stop();

        assertThat(reports.stream().filter(line -> line.contains("starting it again")))
                .extracting(line -> line.replaceAll(".* in (\\d+) ms", "$1"))
                .startsWith("200", "200", "200");
    }

    @Test
    void givesUpWhenTheVeryFirstStartFails() {
        Component component = component("echo no; exit 1", false);
        component.start();

        await().untilAsserted(() -> assertThatThrownBy(component::servedOnce)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("sample did not start"));
        assertThat(component.restarts()).isZero();
    }

    @Test
    void leavesNoProcessBehindWhenItIsStopped() throws InterruptedException {
        Component component = component("exec sleep 600");
        component.start();
        await().until(component::servedOnce);
        ProcessIdentity process = component.identity().orElseThrow();

        component.stop();

        assertThat(process.find()).isEmpty();
        assertThat(component.identity()).isEmpty();
    }

    private Component component(String script) {
        return component(script, true);
    }

    private Component component(String script, boolean serves) {
        return new Component(Starts.alike(spec(script, () -> serves)), reports::add, () -> {});
    }

    private ProcessSpec spec(String script, Probe probe) {
        return new ProcessSpec(
                "sample",
                () -> {},
                List.of("sh", "-c", script),
                Map.of(),
                directory,
                directory.resolve("sample.log"),
                0,
                probe,
                Duration.ofSeconds(10),
                Duration.ofSeconds(1));
    }
}

package chat4all.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CpuTest {

    @Test
    void readsTheComponentsOfTheStack(@TempDir Path directory) throws IOException {
        var file = directory.resolve("status.json");
        Files.writeString(file, """
                {"components":[{"name":"kafka","pid":12,"port":9092,"state":"UP"},{"name":"redis","pid":null},
                {"name":"services","pid":34,"state":"UP"}]}""");

        assertThat(Cpu.fromStatus(file)).containsExactly(new Cpu.Watched("kafka", 12), new Cpu.Watched("services", 34));
        assertThatThrownBy(() -> Cpu.fromStatus(directory.resolve("none"))).isInstanceOf(ApiException.class);
    }

    @Test
    void dividesByMessagesAndLeavesOutWhatWasReplaced() {
        var kafka = new Cpu.Watched("kafka", 12);
        var before = List.of(new Cpu.Usage(kafka, 1_000, 300), new Cpu.Usage(new Cpu.Watched("edge", 5), 10, 1));
        var after = List.of(new Cpu.Usage(kafka, 1_500, 310), new Cpu.Usage(new Cpu.Watched("edge", 6), 10, 1));

        var costs = Cpu.between(before, after, 1_000);

        assertThat(costs).containsExactly(new Cpu.Cost("kafka", 0.5, 310));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void readsWhatThisProcessHasUsed() {
        var usage = Cpu.read(List.of(Cpu.self(), new Cpu.Watched("nobody", Integer.MAX_VALUE)));

        assertThat(usage).hasSize(1);
        double own =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
        assertThat((double) usage.get(0).cpuMillis()).isCloseTo(own, within(1_000.0));
        assertThat(usage.get(0).residentMegabytes()).isPositive();
    }
}

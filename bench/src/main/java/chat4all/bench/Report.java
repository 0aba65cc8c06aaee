package chat4all.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * What a run found, for people and for programs.
 *
 * @param settleMillis from the last answer until everything had arrived, or the wait was given up
 */
record Report(
        String scenario,
        String run,
        int users,
        int conversations,
        List<Phase> phases,
        Verdict verdict,
        Map<String, LongAdder> refusals,
        List<Cpu.Cost> costs,
        long statuses,
        long disconnects,
        long settleMillis) {
    private static final String ROW = "%-16s %8s %9s %7s %6s  %-6s %8s %8s %8s %8s %8s%n";

    /** Of each phase that did not carry what was asked of it, in words. */
    List<String> shortfalls() {
        return phases.stream().flatMap(phase -> phase.shortfall().stream()).toList();
    }

    /** The table. */
    String text() {
        var out = new StringBuilder();
        line(out, "%n%s, run %s: %d users, %d conversations%n%n", scenario, run, users, conversations);
        line(out, ROW, "phase", "accepted", "per s", "retries", "failed", "ms", "p50", "p90", "p95", "p99", "max");
        for (var phase : measured()) {
            row(
                    out,
                    phase.untilAccepted(),
                    "POST",
                    phase.name(),
                    Long.toString(phase.accepted()),
                    tenths(phase.perSecond()),
                    Long.toString(phase.retries()),
                    Long.toString(phase.failures()));
            row(out, phase.untilPushed(), "socket", "  carried", "", tenths(phase.carriedPerSecond()), "", "");
        }
        books(out);
        if (!costs.isEmpty()) {
            line(out, "%n%-16s %12s %9s%n", "process", "CPU ms/msg", "RSS MB");
            costs.forEach(cost ->
                    line(out, "%-16s %12.3f %9d%n", cost.name(), cost.millisPerMessage(), cost.residentMegabytes()));
            line(out, "%-16s %12.3f %9d%n", "all but bench", total(), totalResident());
        }
        return out.toString();
    }

    /** One line of JSON. */
    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("scenario", scenario);
        all.put("run", run);
        all.put("clean", verdict.clean());
        all.put("shortfalls", shortfalls());
        all.put("users", users);
        all.put("conversations", conversations);
        all.put("accepted", verdict.accepted());
        all.put("unconfirmed", verdict.unconfirmed());
        all.put("stored", verdict.stored());
        all.put("pushed", verdict.pushed());
        all.put("lost", verdict.lost());
        all.put("duplicated", verdict.duplicated());
        all.put("out_of_order", verdict.outOfOrder());
        all.put("corrupted", verdict.corrupted());
        all.put("unexpected", verdict.unexpected());
        all.put("best_per_second", rounded(best()));
        all.put("statuses", statuses);
        all.put("disconnects", disconnects);
        all.put("settle_ms", settleMillis);
        all.put("refusals", refusals);
        all.put("phases", measured().stream().map(Report::phase).toList());
        all.put("cpu_ms_per_message", rounded(total()));
        all.put("processes", costs.stream().map(Report::process).toList());
        try {
            return new ObjectMapper().writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void books(StringBuilder out) {
        line(
                out,
                "%naccepted %d · stored %d · pushed %d · lost %d · duplicated %d · out of order %d · corrupted %d"
                        + " · unexpected %d%n",
                verdict.accepted(),
                verdict.stored(),
                verdict.pushed(),
                verdict.lost(),
                verdict.duplicated(),
                verdict.outOfOrder(),
                verdict.corrupted(),
                verdict.unexpected());
        line(
                out,
                "never answered %d · status changes heard %d · sockets cut off %d · settled in %d ms%n",
                verdict.unconfirmed(),
                statuses,
                disconnects,
                settleMillis);
        refusals.forEach((why, count) -> line(out, "  given up %s times: %s%n", count, why));
        verdict.findings().forEach(finding -> line(out, "  ! %s%n", finding));
        shortfalls().forEach(shortfall -> line(out, "  ! the rate was not kept: %s%n", shortfall));
        line(out, "%s%n", verdict.clean() ? "The books are clean." : "THE BOOKS ARE NOT CLEAN.");
    }

    private List<Phase> measured() {
        return phases.stream().filter(Phase::measured).toList();
    }

    private double best() {
        return measured().stream().mapToDouble(Phase::carriedPerSecond).max().orElse(0);
    }

    private double total() {
        return others().stream().mapToDouble(Cpu.Cost::millisPerMessage).sum();
    }

    private long totalResident() {
        return others().stream().mapToLong(Cpu.Cost::residentMegabytes).sum();
    }

    private List<Cpu.Cost> others() {
        var self = Cpu.self().name();
        return costs.stream().filter(cost -> !cost.name().equals(self)).toList();
    }

    private static void row(StringBuilder out, Histogram histogram, String what, String... phase) {
        var cells = new ArrayList<Object>(List.of(phase));
        cells.add(what);
        for (int percentile : new int[] {50, 90, 95, 99, 100}) {
            cells.add(millis(histogram, percentile));
        }
        line(out, ROW, cells.toArray());
    }

    private static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String millis(Histogram histogram, double percentile) {
        return String.format(Locale.ROOT, "%.2f", histogram.getValueAtPercentile(percentile) / 1e3);
    }

    private static Map<String, Object> phase(Phase phase) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", phase.name());
        all.put("seconds", rounded(phase.seconds()));
        all.put("accepted", phase.accepted());
        all.put("per_second", rounded(phase.perSecond()));
        all.put("carried_per_second", rounded(phase.carriedPerSecond()));
        all.put("retries", phase.retries());
        all.put("failed", phase.failures());
        all.put("post_ms", percentiles(phase.untilAccepted()));
        all.put("socket_ms", percentiles(phase.untilPushed()));
        return all;
    }

    private static Map<String, Object> percentiles(Histogram histogram) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int percentile : new int[] {50, 90, 95, 99}) {
            all.put("p" + percentile, histogram.getValueAtPercentile(percentile) / 1e3);
        }
        all.put("max", histogram.getValueAtPercentile(100) / 1e3);
        return all;
    }

    private static Map<String, Object> process(Cpu.Cost cost) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", cost.name());
        all.put("cpu_ms_per_message", rounded(cost.millisPerMessage()));
        all.put("rss_mb", cost.residentMegabytes());
        return all;
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values));
    }
}

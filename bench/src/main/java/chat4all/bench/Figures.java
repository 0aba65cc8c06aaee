package chat4all.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What was measured, by name, in the order in which it is read. */
final class Figures {
    private static final double[] PERCENTILES = {50, 95, 99};

    private final Map<String, Object> values = new LinkedHashMap<>();

    Figures number(String name, double value) {
        values.put(name, Math.round(value * 100) / 100.0);
        return this;
    }

    Figures count(String name, long value) {
        values.put(name, value);
        return this;
    }

    Figures text(String name, String value) {
        values.put(name, value);
        return this;
    }

    /** Of microseconds: percentiles and the greatest, in milliseconds. */
    Figures times(String name, Histogram micros) {
        for (double percentile : PERCENTILES) {
            number("%s_p%.0f_ms".formatted(name, percentile), micros.getValueAtPercentile(percentile) / 1_000.0);
        }
        return number(name + "_max_ms", micros.getMaxValue() / 1_000.0);
    }

    /** CPU time of each process for one of {@code what}. */
    Figures costs(String what, List<Cpu.Cost> costs) {
        costs.forEach(cost -> number("cpu_ms_per_%s_%s".formatted(what, cost.name()), cost.millisPerMessage()));
        return this;
    }

    String text() {
        var out = new StringBuilder("\n");
        values.forEach((name, value) -> out.append("%-40s %s%n".formatted(name, shown(value))));
        return out.append('\n').toString();
    }

    String json() {
        try {
            return new ObjectMapper().writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shown(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%,.2f", number) : value.toString();
    }
}

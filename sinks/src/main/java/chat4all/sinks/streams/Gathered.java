package chat4all.sinks.streams;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;

/**
 * What a stream thread has gathered since its last commit: rows by partition, one value a row. Each thread has its own,
 * so what a dying thread gathered goes with it and is gathered again by the one that reads the records again.
 */
public final class Gathered<P, R, V> {
    private final ThreadLocal<Map<P, Map<R, V>>> partitions = ThreadLocal.withInitial(LinkedHashMap::new);
    private final BinaryOperator<V> merge;

    /** {@code merge} makes one value of the earlier and the later one of a row. */
    public Gathered(BinaryOperator<V> merge) {
        this.merge = merge;
    }

    public void put(P partition, R row, V value) {
        partitions
                .get()
                .computeIfAbsent(partition, absent -> new LinkedHashMap<>())
                .merge(row, value, merge);
    }

    /** Hands over everything gathered, in lists of at most {@code most} rows of one partition. */
    public void drain(int most, BiConsumer<P, List<V>> writer) {
        Map<P, Map<R, V>> drained = partitions.get();
        partitions.remove();
        drained.forEach((partition, rows) -> {
            List<V> values = new ArrayList<>(rows.values());
            for (int from = 0; from < values.size(); from += most) {
                writer.accept(partition, values.subList(from, Math.min(values.size(), from + most)));
            }
        });
    }
}

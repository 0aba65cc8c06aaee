package chat4all.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of any of our record types, made by reflection so that a component added to a record is in the samples at
 * once: with every component set or with every nullable one null, and every variant and enum constant at least once.
 */
final class SampleRecords {
    static final String TEXT = "olá \"\\ \n 你好 😀 \u0000";

    private final boolean full;

    private SampleRecords(boolean full) {
        this.full = full;
    }

    static List<Object> full(Type type) {
        return new SampleRecords(true).valuesOf(type);
    }

    static List<Object> minimal(Type type) {
        return new SampleRecords(false).valuesOf(type);
    }

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private List<Object> valuesOf(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? List.of(full ? valuesOf(generic.getActualTypeArguments()[0]) : List.of())
                    : List.of(full ? entriesOf(generic.getActualTypeArguments()[1]) : Map.of());
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return List.of(TEXT);
        } else if (plain == long.class || plain == Long.class) {
            return List.of(7L);
        } else if (plain == int.class || plain == Integer.class) {
            return List.of(7);
        } else if (plain == boolean.class) {
            return List.of(true, false);
        } else if (plain == Instant.class) {
            return List.of(Instant.parse(full ? "2026-01-02T03:04:05.000016Z" : "2026-01-02T03:04:05Z"));
        } else if (plain == JsonNode.class) {
            return List.of(JsonNodeFactory.instance.objectNode().put("k", TEXT).putNull("n"));
        } else if (plain.isEnum()) {
            return Arrays.asList(plain.getEnumConstants());
        } else if (plain.isSealed()) {
            return Arrays.stream(plain.getPermittedSubclasses())
                    .flatMap(variant -> valuesOf(variant).stream())
                    .toList();
        } else if (plain.isRecord()) {
            return recordsOf(plain);
        }
        throw new IllegalArgumentException("no sample for " + type);
    }

    private Map<String, Object> entriesOf(Type type) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (Object value : valuesOf(type)) {
            entries.put("key " + entries.size(), value);
        }
        return entries;
    }

    /** As many records as the component with the most values has, the others repeating theirs. */
    private List<Object> recordsOf(Class<?> type) {
        List<List<Object>> columns = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            columns.add(isNullable(component) && !full ? List.of() : valuesOf(component.getGenericType()));
        }
        int count = columns.stream().mapToInt(List::size).max().orElseThrow();
        List<Object> records = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            int index = row;
            records.add(construct(
                    type,
                    columns.stream()
                            .map(column -> column.isEmpty() ? null : column.get(index % column.size()))
                            .toArray()));
        }
        return records;
    }

    private static Object construct(Class<?> type, @Nullable Object[] arguments) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(parameters);
            return canonical.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made of " + Arrays.toString(arguments), e);
        }
    }
}

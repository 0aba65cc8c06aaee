package chat4all.schemas;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks a schema and the record type it describes side by side and lists every difference, in either direction. */
final class SchemaAgreement {
    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE_CASE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private final List<String> differences = new ArrayList<>();
    private final JsonNode root;

    private SchemaAgreement(JsonNode root) {
        this.root = root;
    }

    static List<String> differences(Topic<?, ?> topic) {
        JsonNode root = TopicSchemas.tree(topic);
        SchemaAgreement agreement = new SchemaAgreement(root);
        agreement.compare(topic.name(), root, TopicSchemas.valueType(topic), null);
        return agreement.differences;
    }

    /** @param discriminator the value of the property that tells this variant, null outside a sealed type */
    private void compare(String path, JsonNode node, Type type, @Nullable String discriminator) {
        if (node.has("$ref")) {
            String ref = node.path("$ref").asText();
            if (ref.startsWith(TopicSchemas.URN)) {
                comparesElsewhere(path, ref, type);
            } else {
                compare(path, root.at(ref.substring(1)), type, discriminator);
            }
        } else if (type instanceof ParameterizedType generic) {
            compareContainer(path, node, generic);
        } else {
            comparePlain(path, node, (Class<?>) type, discriminator);
        }
    }

    private void comparePlain(String path, JsonNode node, Class<?> type, @Nullable String discriminator) {
        if (type.isEnum()) {
            List<Object> constants = Arrays.asList((Object[]) type.getEnumConstants());
            expect(path, "enum", Json.MAPPER.valueToTree(constants), node.path("enum"));
        } else if (type.isSealed()) {
            compareVariants(path, node, type);
        } else if (type.isRecord()) {
            compareRecord(path, node, type, discriminator);
        } else {
            expect(path, "type", jsonType(type), node.path("type").asText());
            expect(
                    path,
                    "format",
                    type == Instant.class ? "date-time" : "",
                    node.path("format").asText());
        }
    }

    private void compareContainer(String path, JsonNode node, ParameterizedType type) {
        boolean list = type.getRawType() == List.class;
        expect(path, "type", list ? "array" : "object", node.path("type").asText());
        Type element = type.getActualTypeArguments()[list ? 0 : 1];
        compare(path + "/*", node.path(list ? "items" : "additionalProperties"), element, null);
    }

    private void compareVariants(String path, JsonNode node, Class<?> type) {
        JsonSubTypes.Type[] variants = type.getAnnotation(JsonSubTypes.class).value();
        expect(path, "variants", type.getPermittedSubclasses().length, variants.length);
        boolean inside = type.isAnnotationPresent(JsonTypeInfo.class);
        // Told from beside, two variants may look alike: which one it is, the record around them says.
        JsonNode described = node.path(inside ? "oneOf" : "anyOf");
        expect(path, "variants described", variants.length, described.size());
        for (int i = 0; i < variants.length; i++) {
            String name = variants[i].name();
            compare(path + "(" + name + ")", described.path(i), variants[i].value(), inside ? name : null);
        }
    }

    private void compareRecord(String path, JsonNode node, Class<?> type, @Nullable String discriminator) {
        Set<String> properties = new LinkedHashSet<>();
        Set<String> required = new LinkedHashSet<>();
        if (discriminator != null) {
            properties.add("type");
            required.add("type");
            expect(
                    path,
                    "type",
                    discriminator,
                    node.at("/properties/type/const").asText());
        }
        for (RecordComponent component : type.getRecordComponents()) {
            String name = SNAKE_CASE.translate(component.getName());
            properties.add(name);
            if (!SampleRecords.isNullable(component)) {
                required.add(name);
            }
            JsonTypeInfo beside = typeBeside(type, component);
            if (beside != null) {
                properties.add(beside.property());
                required.add(beside.property());
                compareTypeBeside(path, node, component);
            }
            compare(path + "/" + name, node.path("properties").path(name), component.getGenericType(), null);
        }
        Set<String> described = new LinkedHashSet<>();
        for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
            described.add(property.getKey());
            expect(
                    path + "/" + property.getKey(),
                    "has a description",
                    true,
                    property.getValue().has("description"));
        }
        expect(path, "properties", properties, described);
        expect(path, "required", required, texts(node.path("required")));
        expect(
                path,
                "additionalProperties",
                "false",
                node.path("additionalProperties").asText());
    }

    /** A component whose type is told by a property of the record around it, as in {@link ConversationEvent}. */
    private static @Nullable JsonTypeInfo typeBeside(Class<?> type, RecordComponent component) {
        return Arrays.stream(type.getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getName().equals(component.getName()))
                .findFirst()
                .map(parameter -> parameter.getAnnotation(JsonTypeInfo.class))
                .orElse(null);
    }

    private void compareTypeBeside(String path, JsonNode node, RecordComponent component) {
        JsonSubTypes.Type[] variants =
                component.getType().getAnnotation(JsonSubTypes.class).value();
        for (int i = 0; i < variants.length; i++) {
            JsonNode pair = node.path("oneOf").path(i).path("properties");
            expect(
                    path,
                    "oneOf " + i,
                    variants[i].name(),
                    pair.at("/type/const").asText());
            expect(
                    path,
                    "oneOf " + i,
                    node.at("/properties/data/anyOf").path(i).path("$ref").asText(),
                    pair.at("/data/$ref").asText());
        }
        List<String> names =
                Arrays.stream(variants).map(JsonSubTypes.Type::name).toList();
        expect(path + "/type", "enum", Set.copyOf(names), texts(node.at("/properties/type/enum")));
    }

    private void comparesElsewhere(String path, String ref, Type type) {
        boolean known = TopicSchemas.described().stream()
                .anyMatch(
                        topic -> ref.equals(TopicSchemas.tree(topic).path("$id").asText())
                                && TopicSchemas.valueType(topic) == type);
        expect(path, ref + " describes " + type, true, known);
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String jsonType(Class<?> type) {
        if (type == String.class || type == Instant.class) {
            return "string";
        }
        if (type == boolean.class) {
            return "boolean";
        }
        return JsonNode.class.isAssignableFrom(type) ? "object" : "integer";
    }

    private void expect(String path, String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            differences.add(path + ": " + what + " is " + actual + ", the record says " + expected);
        }
    }
}

package chat4all.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The schemas of this module's resources, read for the tests: as trees, and as validators that check formats too. */
final class TopicSchemas {
    static final String URN = "urn:chat4all:schema:";

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaMappers(mappers -> mappers.mappings(
                    urn -> urn.startsWith(URN),
                    urn -> "classpath:chat4all/schema/" + urn.substring(URN.length()) + ".json")));
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private TopicSchemas() {}

    /** The topics whose values are records. */
    static List<Topic<?, ?>> described() {
        return Topics.all().stream()
                .filter(topic -> topic.valueSerde() instanceof JsonSerde)
                .toList();
    }

    static Class<?> valueType(Topic<?, ?> topic) {
        return ((JsonSerde<?>) topic.valueSerde()).type();
    }

    static JsonNode tree(Topic<?, ?> topic) {
        try (InputStream schema = Topics.schemaOf(topic).orElseThrow().openStream()) {
            return Json.MAPPER.readTree(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> violations(Topic<?, ?> topic, JsonNode value) {
        String id = tree(topic).path("$id").asText();
        JsonSchema schema = FACTORY.getSchema(SchemaLocation.of(id), CONFIG);
        return schema.validate(value).stream().map(ValidationMessage::toString).toList();
    }
}

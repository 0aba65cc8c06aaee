package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The OpenAPI document as the edge serves it, and what it says about answers. */
final class Contract {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    private final JsonNode document;

    private Contract(JsonNode document) {
        this.document = document;
    }

    static Contract of(String yaml) {
        try {
            return new Contract(YAMLMapper.builder().build().readTree(yaml));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every operation, as {@code GET /health}. */
    List<String> operations() {
        List<String> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            path.getValue()
                    .properties()
                    .forEach(operation ->
                            operations.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()));
        }
        return operations;
    }

    /** What clients send and what is answered, by name. */
    Set<Map.Entry<String, JsonNode>> schemas() {
        return document.at("/components/schemas").properties();
    }

    /** Fails unless the operation describes this status, this media type and this body. */
    void describes(String operation, Api.Reply reply) {
        var words = operation.split(" ");
        var method = document.path("paths").path(words[1]).path(words[0].toLowerCase(Locale.ROOT));
        var response = resolved(method.path("responses").path(Integer.toString(reply.status())));
        assertThat(response.isObject())
                .as(operation + " answers " + reply.status())
                .isTrue();
        var mediaType = reply.header("Content-Type").split(";", 2)[0];
        var schema = response.path("content").path(mediaType).path("schema");
        assertThat(schema.isObject()).as(operation + " answers " + mediaType).isTrue();
        assertThat(violations(schema, reply.body()))
                .as(operation + " " + reply.body())
                .isEmpty();
    }

    List<String> violations(JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        return SCHEMAS.getSchema(whole).validate(value).stream()
                .map(ValidationMessage::toString)
                .toList();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}

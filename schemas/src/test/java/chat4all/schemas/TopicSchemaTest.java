package chat4all.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicSchemaTest {
    static List<Topic<?, ?>> topics() {
        return TopicSchemas.described();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyComponentIsAPropertyAndEveryPropertyAComponent(Topic<?, ?> topic) {
        assertThat(SchemaAgreement.differences(topic)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyRecordIsWrittenAsItsSchemaSaysAndReadBackEqual(Topic<?, ?> topic) throws IOException {
        List<Object> records = new ArrayList<>(SampleRecords.full(TopicSchemas.valueType(topic)));
        records.addAll(SampleRecords.minimal(TopicSchemas.valueType(topic)));

        for (Object each : records) {
            byte[] bytes = serde(topic).serializer().serialize(topic.name(), each);

            assertThat(TopicSchemas.violations(topic, Json.MAPPER.readTree(bytes)))
                    .as(each.toString())
                    .isEmpty();
            assertThat(serde(topic).deserializer().deserialize(topic.name(), bytes))
                    .isEqualTo(each);
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyExampleIsValidAndSurvivesReadingAndWriting(Topic<?, ?> topic) throws IOException {
        JsonNode examples = TopicSchemas.tree(topic).path("examples");

        assertThat(examples).isNotEmpty();
        for (JsonNode example : examples) {
            assertThat(TopicSchemas.violations(topic, example)).isEmpty();
            Object value =
                    serde(topic).deserializer().deserialize(topic.name(), Json.MAPPER.writeValueAsBytes(example));
            assertThat(Json.MAPPER.readTree(serde(topic).serializer().serialize(topic.name(), value)))
                    .isEqualTo(example);
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void aValueWithoutARequiredPropertyOrWithAnUnknownOneIsRefused(Topic<?, ?> topic) {
        JsonNode schema = TopicSchemas.tree(topic);
        ObjectNode example = (ObjectNode) schema.path("examples").path(0);

        assertThat(TopicSchemas.violations(topic, example.deepCopy().put("surprise", 1)))
                .isNotEmpty();
        for (JsonNode required : schema.path("required")) {
            assertThat(TopicSchemas.violations(topic, example.deepCopy().without(required.asText())))
                    .as("without " + required)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everySchemaSaysWhatItIs(Topic<?, ?> topic) {
        JsonNode schema = TopicSchemas.tree(topic);

        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.path("title").asText())
                .contains(topic.name())
                .endsWith(TopicSchemas.valueType(topic).getSimpleName());
        assertThat(schema.path("description").asText()).contains("key ");
    }

    @Test
    void onlyTheDeadLettersHaveNoSchema() {
        Set<String> without = Topics.all().stream()
                .filter(topic -> Topics.schemaOf(topic).isEmpty())
                .map(Topic::name)
                .collect(Collectors.toSet());

        assertThat(without).containsExactly("dead-letters");
    }

    @SuppressWarnings("unchecked")
    private static Serde<Object> serde(Topic<?, ?> topic) {
        return (Serde<Object>) topic.valueSerde();
    }
}

package chat4all.connectors.simulator.telegram;

import chat4all.connectors.simulator.http.Body;
import chat4all.schemas.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A method's parameters, wherever they were: query, form, JSON or multipart; JSON inside a form is read as such. */
record Parameters(ObjectNode values, Map<String, UploadedFile> files) {

    static Parameters of(Context context) {
        var values = Json.MAPPER.createObjectNode();
        context.queryParamMap().forEach((name, given) -> values.set(name, value(given.get(0))));
        var type = Optional.ofNullable(context.contentType()).orElse("");
        if (type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded")) {
            // A multipart file is there under its name, without a value.
            context.formParamMap()
                    .forEach((name, given) ->
                            given.stream().findFirst().ifPresent(text -> values.set(name, value(text))));
        } else {
            values.setAll(Body.object(context.bodyAsBytes())
                    .orElseThrow(() -> TelegramErrors.badRequest("can't parse JSON object")));
        }
        var files = type.startsWith("multipart/")
                ? context.uploadedFileMap().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().get(0)))
                : Map.<String, UploadedFile>of();
        return new Parameters(values, files);
    }

    private static JsonNode value(String text) {
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                return Json.MAPPER.readTree(text);
            } catch (JsonProcessingException e) {
                // Then it is a text.
            }
        }
        return Json.MAPPER.getNodeFactory().textNode(text);
    }

    String text(String name) {
        return values.path(name).asText();
    }

    JsonNode get(String name) {
        return values.path(name);
    }
}

package chat4all.connectors.simulator.whatsapp;

import chat4all.connectors.simulator.graph.GraphErrors;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The account's message templates: one of each status, {@code order_update} being approved with one parameter. */
final class Templates {
    private static final List<Template> ALL = List.of(
            new Template("hello_world", "en_US", "APPROVED", "Welcome and congratulations!", 0),
            new Template("order_update", "pt_BR", "APPROVED", "Olá {{1}}, seu pedido de {{2}} chega em {{3}}.", 3),
            new Template("paused_offer", "pt_BR", "PAUSED", "Oferta", 0),
            new Template("disabled_offer", "pt_BR", "DISABLED", "Oferta", 0),
            new Template("pending_offer", "pt_BR", "PENDING", "Oferta", 0));

    private Templates() {}

    private record Template(String name, String language, String status, String body, int parameters) {}

    static void check(JsonNode sent) {
        var name = sent.path("name").asText();
        var language = sent.path("language").path("code").asText();
        var errors = GraphErrors.WHATSAPP;
        var found = ALL.stream()
                .filter(template -> template.name.equals(name) && template.language.equals(language))
                .findFirst()
                .orElseThrow(() ->
                        errors.refuse(132001, null, "template name (" + name + ") does not exist in " + language));
        switch (found.status) {
            case "PAUSED" -> throw errors.refuse(132015, null, "Template is paused");
            case "DISABLED" -> throw errors.refuse(132016, null, "Template is disabled");
            case "PENDING" -> throw errors.refuse(132001, null, "template name (" + name + ") is not approved");
            default -> parameters(found, sent);
        }
    }

    private static void parameters(Template template, JsonNode sent) {
        int given = 0;
        for (var component : sent.path("components")) {
            if (component.path("type").asText().equalsIgnoreCase("body")) {
                given = component.path("parameters").size();
            }
        }
        if (given != template.parameters) {
            throw GraphErrors.WHATSAPP.refuse(
                    132000,
                    null,
                    "body: number of localizable_params (" + given + ") does not match the expected number of params ("
                            + template.parameters + ")");
        }
    }

    /** As the list of templates answers; an empty name is all. */
    static ObjectNode list(String name) {
        var answer = Json.MAPPER.createObjectNode();
        var data = answer.putArray("data");
        for (int i = 0; i < ALL.size(); i++) {
            var template = ALL.get(i);
            if (name.isEmpty() || template.name.equals(name)) {
                var item = data.addObject().put("name", template.name).put("language", template.language);
                item.put("status", template.status).put("category", "UTILITY").put("id", "50000000000000" + i);
                item.putArray("components").addObject().put("type", "BODY").put("text", template.body);
            }
        }
        answer.putObject("paging").putObject("cursors").put("before", "MAZDZD").put("after", "MjQZD");
        return answer;
    }
}

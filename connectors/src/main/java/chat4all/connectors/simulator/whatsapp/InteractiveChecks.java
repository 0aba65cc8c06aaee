package chat4all.connectors.simulator.whatsapp;

import chat4all.connectors.simulator.graph.GraphErrors;
import chat4all.connectors.simulator.http.Refusal;
import com.fasterxml.jackson.databind.JsonNode;

/** Buttons and lists: counts and lengths. */
final class InteractiveChecks {
    private static final int MOST_BUTTONS = 3;
    private static final int MOST_ROWS = 10;

    private InteractiveChecks() {}

    static void check(JsonNode interactive) {
        SendChecks.required(interactive.path("body"), "text", "interactive['body']");
        SendChecks.longest(interactive.path("body").path("text"), 1024, "interactive['body']['text']");
        SendChecks.longest(interactive.path("footer").path("text"), 60, "interactive['footer']['text']");
        var action = SendChecks.object(interactive, "action");
        switch (interactive.path("type").asText()) {
            case "button" -> buttons(action.path("buttons"));
            case "list" -> list(action);
            default -> {
                // Flows, products and the like are taken as they are.
            }
        }
    }

    private static void buttons(JsonNode buttons) {
        if (buttons.isEmpty() || buttons.size() > MOST_BUTTONS) {
            throw invalid("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3");
        }
        for (var button : buttons) {
            SendChecks.required(button.path("reply"), "id", "reply");
            SendChecks.longest(button.path("reply").path("id"), 256, "reply['id']");
            SendChecks.longest(button.path("reply").path("title"), 20, "reply['title']");
        }
    }

    private static void list(JsonNode action) {
        SendChecks.longest(action.path("button"), 20, "action['button']");
        var sections = action.path("sections");
        int rows = 0;
        for (var section : sections) {
            for (var row : section.path("rows")) {
                rows++;
                SendChecks.longest(row.path("id"), 200, "row['id']");
                SendChecks.longest(row.path("title"), 24, "row['title']");
                SendChecks.longest(row.path("description"), 72, "row['description']");
            }
        }
        if (sections.size() > MOST_ROWS || rows < 1 || rows > MOST_ROWS) {
            throw invalid("Total row count exceed max allowed count: 10");
        }
    }

    private static Refusal invalid(String details) {
        return GraphErrors.WHATSAPP.refuse(131009, null, details);
    }
}

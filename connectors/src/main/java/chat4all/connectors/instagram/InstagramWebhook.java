package chat4all.connectors.instagram;

import static chat4all.connectors.reading.Fields.list;
import static chat4all.connectors.reading.Fields.text;

import chat4all.connectors.reading.Fields;
import chat4all.connectors.spi.Inbound;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A webhook's body: entries, each of one account, with events of its threads. Those of {@code standby}, where another app
 * has the thread, are read alike and marked.
 */
final class InstagramWebhook {
    private InstagramWebhook() {}

    static List<Inbound> parse(String receiver, JsonNode body) {
        List<Inbound> told = new ArrayList<>();
        for (JsonNode entry : list(body, "entry")) {
            String named = text(entry, "id");
            String account = named == null ? receiver : named;
            int before = told.size();
            list(entry, "messaging").forEach(event -> told.addAll(InstagramEvent.read(account, event, false)));
            list(entry, "standby").forEach(event -> told.addAll(InstagramEvent.read(account, event, true)));
            list(entry, "changes").forEach(change -> told.addAll(change(account, change)));
            if (told.size() == before) {
                told.add(new Inbound.Ignored(account, "entry.empty"));
            }
        }
        return List.copyOf(told);
    }

    /** Comments, mentions and the like; events of threads have this form in the dashboard's test. */
    private static List<Inbound> change(String account, JsonNode change) {
        if (change.path("value").path("sender").isObject()) {
            return InstagramEvent.read(account, change.path("value"), false);
        }
        String field = text(change, "field");
        return List.of(new Inbound.Ignored(account, Fields.kind(field == null ? "change" : field)));
    }
}

package chat4all.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** Whether the parts of the platform serve; succeeds only when all do. */
@Command(name = "infra", description = "${bundle:help.infra}")
final class InfraCommand extends OneShot {
    @Override
    void run(CliApp cli, Desk desk) {
        JsonNode all = desk.chat().infrastructure();
        answer(cli, desk, all, desk.show()::infrastructure);
        for (JsonNode part : all) {
            if (!part.path("status").asText().equals("UP")) {
                throw part.has("components")
                        ? Failure.refused("failure.notReady", part.path("url").asText())
                        : Failure.unreachable(part.path("url").asText());
            }
        }
    }
}

package chat4all.connectors.conformance;

import chat4all.schemas.Channel;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/**
 * One request and the answer that the platform is documented to give. Ids, tokens and persons in it are the simulator's.
 *
 * @param simulatorOnly whether it needs what only the simulator has: its templates, its faults, its webhook
 */
public record ConformanceRow(String name, boolean simulatorOnly, JsonNode row) {

    /** The rows of a channel, in the order of the file; none for a channel without one. */
    public static List<ConformanceRow> of(Channel channel) {
        try (var file = ConformanceRow.class.getResourceAsStream(channel.prefix() + ".json")) {
            if (file == null) {
                return List.of();
            }
            JsonNode rows = Objects.requireNonNull(Json.MAPPER.readTree(file));
            return StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> new ConformanceRow(
                            row.path("name").asText(),
                            row.path("simulator_only").asBoolean(),
                            row))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

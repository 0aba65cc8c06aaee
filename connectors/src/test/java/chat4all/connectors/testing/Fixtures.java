package chat4all.connectors.testing;

import chat4all.connectors.spi.Inbound;
import chat4all.schemas.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** Webhooks as files of JSON, and what was read from them as lines. */
public final class Fixtures {
    private Fixtures() {}

    public static JsonNode json(String file) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/" + file)) {
            return Json.MAPPER.readTree(Objects.requireNonNull(in, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code type | text | details by name}. */
    public static List<String> lines(List<Inbound> told) {
        return told.stream().map(Fixtures::line).toList();
    }

    private static String line(Inbound inbound) {
        if (inbound instanceof Inbound.Message message) {
            return message.type() + " | " + message.text() + " | " + new TreeMap<>(message.details());
        }
        if (inbound instanceof Inbound.Receipt receipt) {
            return receipt.status() + " | " + receipt.providerMessageId() + " | " + receipt.contact();
        }
        if (inbound instanceof Inbound.Change change) {
            return line(change.said());
        }
        return "ignored | " + ((Inbound.Ignored) inbound).kind();
    }
}

package chat4all.connectors.simulator.whatsapp;

import chat4all.connectors.simulator.graph.GraphErrors;
import chat4all.connectors.simulator.graph.Upload;
import chat4all.connectors.simulator.http.Answer;
import chat4all.connectors.simulator.media.Files;
import chat4all.connectors.simulator.world.Links;
import chat4all.schemas.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Upload, look-up and removal of files, with Meta's limits for each kind. */
record WhatsAppMedia(Files files, Links links) {
    private static final long MEGABYTE = 1 << 20;

    Answer upload(Upload upload) {
        var errors = GraphErrors.WHATSAPP;
        if (!upload.field("messaging_product").equals("whatsapp")) {
            throw errors.invalid("The parameter messaging_product is required.");
        }
        var file = upload.file().orElseThrow(() -> errors.invalid("The parameter file is required."));
        var type = upload.field("type").isEmpty() ? String.valueOf(file.contentType()) : upload.field("type");
        try (var content = file.content()) {
            var stored = files.store(content, type, file.filename(), largest(type));
            return Answer.ok(Json.MAPPER.createObjectNode().put("id", stored.id()));
        } catch (IllegalArgumentException e) {
            throw errors.invalid("Param file must be a file of at most " + largest(type) + " bytes.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Answer> look(String id, String edge) {
        if (edge.equals("delete")) {
            return files.delete(id)
                    ? Optional.of(Answer.ok(Json.MAPPER.createObjectNode().put("success", true)))
                    : Optional.empty();
        }
        if (!edge.isEmpty()) {
            return Optional.empty();
        }
        return files.find(id).map(file -> {
            var found = file.attachment();
            return Answer.ok(Json.MAPPER
                    .createObjectNode()
                    .put("messaging_product", "whatsapp")
                    .put("url", links.to("/lookaside/" + id))
                    .put("mime_type", found.mimeType())
                    .put("sha256", found.sha256())
                    .put("file_size", Long.toString(found.size()))
                    .put("id", id));
        });
    }

    private static long largest(String type) {
        if (type.equals("image/webp")) {
            return 500 * 1024;
        }
        var kind = type.split("/", 2)[0];
        return switch (kind) {
            case "image" -> 5 * MEGABYTE;
            case "audio", "video" -> 16 * MEGABYTE;
            default -> 100 * MEGABYTE;
        };
    }
}

package chat4all.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the commands and the menu both work with: the chat, the words, and where to write. */
record Desk(Chat chat, Texts texts, Show show, PrintStream out, PrintStream err, boolean people) {

    void line(String text) {
        out.println(text);
    }

    void json(JsonNode json) {
        try {
            out.println(json.isMissingNode() ? "{}" : Api.JSON.writeValueAsString(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String me() {
        return chat.session().map(Session::userId).orElse("");
    }

    JsonNode upload(Path file, String conversationId) {
        if (!Files.isRegularFile(file)) {
            throw Failure.usage("failure.noFile", file);
        }
        long size = FileTransfer.size(file);
        try (Progress progress = progress(texts.of("progress.up"), size)) {
            return chat.files().upload(file, conversationId, progress);
        }
    }

    /** Where it was put: the target, or the file's own name in the current directory. Nothing is replaced unasked. */
    Path download(String fileId, Optional<Path> target, boolean replace) {
        JsonNode metadata = chat.files().metadata(fileId);
        Path into = target.orElseGet(() -> ownName(metadata));
        if (Files.exists(into) && !replace) {
            throw Failure.usage("failure.exists", into);
        }
        try (Progress progress =
                progress(texts.of("progress.down"), metadata.path("size_bytes").asLong())) {
            chat.files().download(metadata, into, progress);
        }
        return into;
    }

    /** The last part alone: a file's name must not choose a directory. */
    private static Path ownName(JsonNode metadata) {
        String name = Plain.text(metadata.path("filename").asText()).replaceFirst("^.*[/\\\\]", "");
        boolean usable = !name.isBlank() && !name.equals(".") && !name.equals("..");
        return Path.of(usable ? name : metadata.path("file_id").asText());
    }

    private Progress progress(String label, long total) {
        return new Progress(err, show, label, total, people);
    }
}

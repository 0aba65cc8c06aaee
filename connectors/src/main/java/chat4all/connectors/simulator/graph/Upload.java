package chat4all.connectors.simulator.graph;

import io.javalin.http.UploadedFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A multipart upload: its plain fields and its file. */
public record Upload(Map<String, List<String>> fields, Optional<UploadedFile> file) {
    public String field(String name) {
        return fields.getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }
}

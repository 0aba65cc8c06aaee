package chat4all.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A configuration file with {@code ${name}} places, kept as a resource and written when its server starts. */
final class Template {

    private Template() {}

    static void write(String resource, Path file, Map<String, ?> values) throws IOException {
        try (InputStream in = Template.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("No resource " + resource);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, ?> value : values.entrySet()) {
                text = text.replace("${" + value.getKey() + "}", String.valueOf(value.getValue()));
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
    }
}

package chat4all.local;

import chat4all.servers.ProjectHome;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One of the Docker Compose files, with its anchors resolved. */
record ComposeFile(String name, JsonNode content) {
    static final Path DIRECTORY = ProjectHome.find().resolve("compose");

    private static final String IMAGE = "chat4all/services";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_0-9]+)(?:(:[-?])([^}]*))?}");

    static ComposeFile read(String name) {
        try {
            Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            Object content = yaml.load(Files.readString(DIRECTORY.resolve(name)));
            return new ComposeFile(name, new ObjectMapper().valueToTree(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, JsonNode> services() {
        Map<String, JsonNode> services = new LinkedHashMap<>();
        content.path("services").properties().forEach(each -> services.put(each.getKey(), each.getValue()));
        return services;
    }

    /** What this file adds to the environment of a service of ours; what comes from outside is made up. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        content.path("services")
                .path(service)
                .path("environment")
                .properties()
                .forEach(variable -> environment.put(
                        variable.getKey(), substituted(variable.getValue().asText())));
        return environment;
    }

    static boolean isOurs(JsonNode service) {
        return service.path("image").asText().startsWith(IMAGE + ":");
    }

    private static String substituted(String text) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(":-".equals(found.group(2)) ? found.group(3) : "given"));
    }
}

package chat4all.runtime.config;

import java.util.List;

/** Everything that is wrong with an environment, one line a variable; the lines never hold a secret value. */
public final class ConfigurationException extends RuntimeException {
    private final transient List<String> problems;

    public ConfigurationException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}

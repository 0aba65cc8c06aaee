package chat4all.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test class the one stack that all of them share; it is started with the first and stopped after the last. */
final class OnTheStack implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(OnTheStack.class))
                .computeIfAbsent(Stack.class, key -> Stack.start(directory().resolve("data")), Stack.class);
    }

    /** New, and kept afterwards for whoever looks for the cause of a failure. */
    static Path directory() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "stacks").toAbsolutePath());
            return Files.createTempDirectory(parent, "stack");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

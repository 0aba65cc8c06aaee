package chat4all.connectors.simulator.http;

import chat4all.connectors.simulator.faults.Target;
import chat4all.connectors.simulator.world.Platform;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A call that faults may hit; {@code work} carries it out and throws {@link Refusal} for the platform's own errors.
 */
public record Call(
        Platform platform, Target target, Map<String, String> facts, Dialect dialect, Supplier<Answer> work) {}

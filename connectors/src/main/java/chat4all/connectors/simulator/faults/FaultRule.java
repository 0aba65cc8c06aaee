package chat4all.connectors.simulator.faults;

import chat4all.connectors.simulator.world.Platform;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is written; {@code *} is any platform or target. A value of {@code match} must equal the fact of that
 * name, or be contained in it when the name is {@code text}.
 */
public record FaultRule(String platform, String target, Map<String, String> match, String trigger, String effect) {

    public FaultRule {
        match = Map.copyOf(match);
    }

    /** A rule without conditions. */
    static FaultRule of(String platform, String target, String trigger, String effect) {
        return new FaultRule(platform, target, Map.of(), trigger, effect);
    }

    /** Throws {@link IllegalArgumentException} with the reason. */
    Parsed parse() {
        if (!platform.equals("*") && Platform.of(platform).isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + platform + "' is not a platform: whatsapp, instagram, telegram or *");
        }
        return new Parsed(
                target.equals("*") ? null : Target.parse(target), Trigger.parse(trigger), Effect.parse(effect));
    }

    boolean matches(Platform at, Map<String, String> facts) {
        return (platform.equals("*") || platform.equals(at.wire()))
                && match.entrySet().stream().allMatch(wanted -> holds(wanted, facts));
    }

    private static boolean holds(Map.Entry<String, String> wanted, Map<String, String> facts) {
        var fact = facts.getOrDefault(wanted.getKey(), "");
        return wanted.getKey().equals("text") ? fact.contains(wanted.getValue()) : fact.equals(wanted.getValue());
    }

    record Parsed(@Nullable Target target, Trigger trigger, Effect effect) {}
}

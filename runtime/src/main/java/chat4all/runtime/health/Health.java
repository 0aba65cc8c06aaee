package chat4all.runtime.health;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * The components without which a process is not ready. A component that was named but has not registered yet is down,
 * and so is one whose check throws. Checks are asked at every probe and must answer from memory.
 */
public final class Health {
    private final Map<String, BooleanSupplier> components = new ConcurrentHashMap<>();

    private Health() {}

    public static Health of(String... components) {
        var health = new Health();
        for (var component : components) {
            health.components.put(component, () -> false);
        }
        return health;
    }

    /** Replaces what was registered under that name. */
    public void register(String component, BooleanSupplier up) {
        components.put(component, up);
    }

    /** Whether each component is up, sorted by name. */
    public Map<String, Boolean> components() {
        var answers = new TreeMap<String, Boolean>();
        components.forEach((name, up) -> answers.put(name, isUp(up)));
        return Collections.unmodifiableMap(answers);
    }

    public boolean ready() {
        return components.values().stream().allMatch(Health::isUp);
    }

    private static boolean isUp(BooleanSupplier up) {
        try {
            return up.getAsBoolean();
        } catch (RuntimeException e) {
            return false;
        }
    }
}

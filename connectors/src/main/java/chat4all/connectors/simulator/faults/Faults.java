package chat4all.connectors.simulator.faults;

import chat4all.connectors.simulator.world.Ids;
import chat4all.connectors.simulator.world.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules in force, at most 200; all that hit a call take effect together, in the order in which they were made. */
public final class Faults {
    private static final int MOST_RULES = 200;

    private final Ids ids;
    private final List<Active> rules = new ArrayList<>();

    private static final class Active {
        private final String id;
        private final FaultRule rule;
        private final FaultRule.Parsed parsed;
        private long matched;
        private long hits;

        Active(String id, FaultRule rule, FaultRule.Parsed parsed) {
            this.id = id;
            this.rule = rule;
            this.parsed = parsed;
        }
    }

    /** A rule, how many calls it was about and how many it hit. */
    public record View(String id, FaultRule rule, long matched, long hits) {}

    public Faults(Ids ids) {
        this.ids = ids;
    }

    /** Throws {@link IllegalArgumentException} with the reason. */
    public synchronized View add(FaultRule rule) {
        if (rules.size() >= MOST_RULES) {
            throw new IllegalArgumentException("at most " + MOST_RULES + " rules can be in force");
        }
        var active = new Active("fault_" + ids.next(), rule, rule.parse());
        rules.add(active);
        return view(active);
    }

    public synchronized List<View> list() {
        return rules.stream().map(Faults::view).toList();
    }

    public synchronized boolean remove(String id) {
        return rules.removeIf(active -> active.id.equals(id));
    }

    public synchronized void clear() {
        rules.clear();
    }

    /** What happens to this call; each question counts as a call. */
    public synchronized List<Effect> on(Platform platform, Target target, Map<String, String> facts) {
        var effects = new ArrayList<Effect>();
        for (var active : rules) {
            var about = active.parsed.target();
            if ((about == null || about == target) && active.rule.matches(platform, facts)) {
                active.matched++;
                if (active.parsed.trigger().hits(active.matched, ids::fraction)) {
                    active.hits++;
                    effects.add(active.parsed.effect());
                }
            }
        }
        return effects;
    }

    /** Whether a rule with such an effect is there for the platform, whatever its trigger. */
    public synchronized boolean inForce(Platform platform, Class<? extends Effect> kind) {
        return rules.stream()
                .anyMatch(active ->
                        kind.isInstance(active.parsed.effect()) && active.rule.matches(platform, active.rule.match()));
    }

    private static View view(Active active) {
        return new View(active.id, active.rule, active.matched, active.hits);
    }
}

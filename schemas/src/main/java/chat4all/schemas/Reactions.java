package chat4all.schemas;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** How reactions lie in a message's row: a set of entries {@code <user id>|<emoji>}; a user id has no bar. */
public final class Reactions {
    private static final char BAR = '|';

    private Reactions() {}

    public static String entry(String userId, String emoji) {
        return userId + BAR + emoji;
    }

    /** One emoji and who has put it, in the order of their ids. */
    public record Reaction(String emoji, int count, List<String> users) {}

    /** By emoji, the most used first. */
    public static List<Reaction> of(Collection<String> entries) {
        Map<String, TreeSet<String>> users = new TreeMap<>();
        for (String entry : entries) {
            int bar = entry.indexOf(BAR);
            users.computeIfAbsent(entry.substring(bar + 1), emoji -> new TreeSet<>())
                    .add(entry.substring(0, bar));
        }
        return users.entrySet().stream()
                .map(emoji -> new Reaction(emoji.getKey(), emoji.getValue().size(), List.copyOf(emoji.getValue())))
                .sorted((one, other) -> Integer.compare(other.count(), one.count()))
                .toList();
    }
}

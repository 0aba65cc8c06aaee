package chat4all.connectors.spi;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which files a platform takes, by kind; what fits none of its kinds is sent as a link. */
public final class MediaRules {
    private final Map<MediaKind, Rule> rules = new EnumMap<>(MediaKind.class);

    private MediaRules() {}

    /**
     * @param types mimetypes without parameters; empty takes every type
     * @param maxBytes of one file
     * @param maxCaption longest text beside it, counted as texts are; 0 where there is none
     */
    private record Rule(Set<String> types, long maxBytes, int maxCaption) {
        boolean takes(String mimetype, long size) {
            return size > 0 && size <= maxBytes && (types.isEmpty() || types.contains(mimetype));
        }
    }

    /** Of a platform that takes no files. */
    public static MediaRules none() {
        return new MediaRules();
    }

    /** The same, and files of this kind. */
    public MediaRules with(MediaKind kind, long maxBytes, int maxCaption, String... types) {
        MediaRules more = new MediaRules();
        more.rules.putAll(rules);
        more.rules.put(kind, new Rule(Set.of(types), maxBytes, maxCaption));
        return more;
    }

    /** As what it goes: as what it is, else as a document; empty when the platform does not take it. */
    public Optional<MediaKind> kind(String mimetype, long size) {
        String type = mimetype.replaceFirst(";.*", "").strip();
        MediaKind natural = MediaKind.of(type);
        return takes(natural, type, size)
                ? Optional.of(natural)
                : Optional.of(MediaKind.DOCUMENT).filter(kind -> takes(kind, type, size));
    }

    /** 0 where a text has to be a message of its own. */
    public int maxCaption(MediaKind kind) {
        Rule rule = rules.get(kind);
        return rule == null ? 0 : rule.maxCaption();
    }

    private boolean takes(MediaKind kind, String type, long size) {
        Rule rule = rules.get(kind);
        return rule != null && rule.takes(type, size);
    }
}

package chat4all.bench;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** What the demos say, in Portuguese (Brazil) or English: one catalogue each, {@code demo_*.properties}. */
final class Words {
    private static final Locale PORTUGUESE = Locale.forLanguageTag("pt-BR");

    private final ResourceBundle catalogue;

    private Words(Locale locale) {
        catalogue = ResourceBundle.getBundle(
                "chat4all.bench.demo",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** @param language {@code pt}, {@code pt_BR.UTF-8}, {@code en}, …; anything but Portuguese is English */
    static Words in(String language) {
        return new Words(language.toLowerCase(Locale.ROOT).startsWith("pt") ? PORTUGUESE : Locale.ENGLISH);
    }

    /** In the language of the environment, as POSIX decides it; {@code CHAT4ALL_LANG} comes first. */
    static Words of(Map<String, String> environment) {
        return in(Stream.of("CHAT4ALL_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("en"));
    }

    String of(String key, Object... values) {
        return String.format(catalogue.getLocale(), catalogue.getString(key), values);
    }
}

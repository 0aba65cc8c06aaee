package chat4all.cli;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** Every word that the client says, in Portuguese (Brazil) or English; anything but Portuguese is English. */
final class Texts {
    private static final String CATALOGUE = "chat4all.cli.texts";
    private static final Locale PORTUGUESE = Locale.forLanguageTag("pt-BR");
    private static final ResourceBundle.Control ONLY_THIS =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;

    private Texts(Locale locale) {
        this.bundle = ResourceBundle.getBundle(CATALOGUE, locale, ONLY_THIS);
    }

    /** In the language that is named so: {@code pt}, {@code pt_BR.UTF-8}, {@code en} … */
    static Texts in(String language) {
        return new Texts(language.toLowerCase(Locale.ROOT).startsWith("pt") ? PORTUGUESE : Locale.ENGLISH);
    }

    /** In the language of the environment, as POSIX decides it; {@code CHAT4ALL_LANG} comes first. */
    static Texts of(Map<String, String> environment) {
        return in(Stream.of("CHAT4ALL_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("en"));
    }

    /** The text, with what is to be filled in. */
    String of(String key, Object... arguments) {
        String text = bundle.getString(key);
        return arguments.length == 0 ? text : String.format(locale(), text, arguments);
    }

    /** The text, or another when the catalogue has none. */
    String or(String key, String otherwise) {
        return bundle.containsKey(key) ? bundle.getString(key) : otherwise;
    }

    Texts other() {
        return new Texts(isPortuguese() ? Locale.ENGLISH : PORTUGUESE);
    }

    private boolean isPortuguese() {
        return locale().equals(PORTUGUESE);
    }

    Locale locale() {
        return bundle.getLocale();
    }

    ResourceBundle bundle() {
        return bundle;
    }
}

package chat4all.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    private static final Pattern PLACES = Pattern.compile("%[a-z]|\\$\\{[A-Z-]+}");

    @Test
    void saysTheSameThingsInBothLanguages() {
        assertThat(places(Texts.in("pt"))).isEqualTo(places(Texts.in("en")));
    }

    @ParameterizedTest
    @CsvSource({"pt_BR.UTF-8, Sair", "pt, Sair", "en_US.UTF-8, Quit", "C, Quit", "de_DE, Quit"})
    void followsTheLanguageOfTheEnvironment(String language, String quit) {
        assertThat(Texts.of(Map.of("LANG", language)).of("menu.q")).isEqualTo(quit);
    }

    @Test
    void prefersWhatWasChosenForItAlone() {
        assertThat(Texts.of(Map.of("LC_ALL", "pt_BR", "CHAT4ALL_LANG", "en")).of("menu.q"))
                .isEqualTo("Quit");
    }

    /** What is filled in, by key. */
    private static Map<String, String> places(Texts texts) {
        Map<String, String> places = new TreeMap<>();
        for (String key : texts.bundle().keySet()) {
            places.put(
                    key,
                    PLACES.matcher(texts.bundle().getString(key))
                            .results()
                            .map(MatchResult::group)
                            .collect(Collectors.joining()));
        }
        return places;
    }
}

package chat4all.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @Test
    void bothCataloguesSayTheSameThings() throws IOException {
        assertThat(catalogue("pt_BR").stringPropertyNames())
                .isEqualTo(catalogue("en").stringPropertyNames());
    }

    @ParameterizedTest
    @CsvSource({"pt_BR.UTF-8, celular", "pt, celular", "en_US.UTF-8, phone", "C, phone", "'', phone"})
    void speaksTheLanguageOfTheTerminal(String lang, String word) {
        assertThat(Words.of(Map.of("LANG", lang)).of("notifications.phone")).isEqualTo(word);
    }

    @Test
    void whatIsSaidForChat4AllAloneComesFirst() {
        assertThat(Words.of(Map.of("CHAT4ALL_LANG", "en", "LC_ALL", "pt_BR.UTF-8"))
                        .of("notifications.phone"))
                .isEqualTo("phone");
    }

    private static Properties catalogue(String language) throws IOException {
        var properties = new Properties();
        try (var in = Objects.requireNonNull(
                WordsTest.class.getResourceAsStream("/chat4all/bench/demo_" + language + ".properties"))) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}

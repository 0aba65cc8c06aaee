package chat4all.connectors.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.spi.Capabilities;
import chat4all.connectors.spi.Capabilities.Rate;
import chat4all.connectors.spi.Capabilities.TextUnit;
import chat4all.connectors.spi.MediaRules;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextPartsTest {
    private static final String FAMILY = "👨‍👩‍👧‍👦";

    @Test
    void aTextThatFitsIsOnePartAndAnEmptyOneIsNone() {
        assertThat(TextParts.of("olá", characters(3))).containsExactly("olá");
        assertThat(TextParts.of("", characters(3))).isEmpty();
    }

    @Test
    void isCutWhereAParagraphEndsElseALineElseAWord() {
        assertThat(TextParts.of("um dois\n\ntrês quatro", characters(12))).containsExactly("um dois", "três quatro");
        assertThat(TextParts.of("um dois\ntrês quatro", characters(12))).containsExactly("um dois", "três quatro");
        assertThat(TextParts.of("um dois três", characters(9))).containsExactly("um dois", "três");
        assertThat(TextParts.of("umdoistrês", characters(4))).containsExactly("umdo", "istr", "ês");
    }

    @Test
    void cutsNoCharacterAsPeopleSeeThem() {
        int length = FAMILY.length();

        assertThat(TextParts.of(FAMILY + FAMILY + FAMILY, characters(2 * length + 3)))
                .containsExactly(FAMILY + FAMILY, FAMILY);
        assertThat(TextParts.of("e\u0301e\u0301e\u0301", characters(3)))
                .containsExactly("e\u0301", "e\u0301", "e\u0301");
    }

    @Test
    void evenAnEndlessCharacterIsCutSoThatItCanBeSent() {
        String zalgo = "a" + "\u0301".repeat(50);

        List<String> parts = TextParts.of(zalgo, bytes(20));

        assertThat(parts)
                .allSatisfy(part -> assertThat(TextUnit.BYTES.length(part)).isBetween(1, 20));
        assertThat(String.join("", parts)).isEqualTo(zalgo);
    }

    @ParameterizedTest
    @EnumSource(TextUnit.class)
    void nothingIsLostButBlanksAndEveryPartFits(TextUnit unit) {
        String[] pieces = {"palavra", " ", "\n", "\n\n", FAMILY, "é", "你好", "x".repeat(40), "\u200d"};
        Random random = new Random(20260214);
        for (int run = 0; run < 300; run++) {
            StringBuilder text = new StringBuilder("t");
            for (int i = random.nextInt(80); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            Capabilities capabilities = of(30, unit);

            List<String> parts = TextParts.of(text.toString(), capabilities);

            assertThat(parts).allMatch(capabilities::carries).noneMatch(String::isBlank);
            assertThat(String.join("", parts).replaceAll("\\s", ""))
                    .isEqualTo(text.toString().replaceAll("\\s", ""));
        }
    }

    private static Capabilities characters(int most) {
        return of(most, TextUnit.CHARACTERS);
    }

    private static Capabilities bytes(int most) {
        return of(most, TextUnit.BYTES);
    }

    private static Capabilities of(int most, TextUnit unit) {
        Rate rate = Rate.perSecond(1);
        return new Capabilities(most, unit, MediaRules.none(), rate, rate, Optional.empty(), Set.of());
    }
}

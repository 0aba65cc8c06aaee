package chat4all.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilenamesTest {

    @ParameterizedTest
    @CsvSource({
        "relatório.pdf, relatório.pdf",
        "../../etc/passwd, passwd",
        "C:\\Users\\x\\a.txt, a.txt",
        "'..', file",
        "'/', file",
        "'  a b  ', a b",
        "写真.png, 写真.png"
    })
    void keepsTheLastPartOfAPath(String given, String kept) {
        assertThat(Filenames.clean(given)).isEqualTo(kept);
    }

    @Test
    void dropsWhatCannotBeSeen() {
        assertThat(Filenames.clean("a\r\nSet-Cookie: x\u0000\u202Egnp.exe")).isEqualTo("aSet-Cookie: xgnp.exe");
    }

    @Test
    void composesAccentsThatCameApart() {
        assertThat(Filenames.clean("e\u0301.txt")).isEqualTo("\u00e9.txt");
    }

    @Test
    void shortensLongNamesButNotTheirExtension() {
        var name = Filenames.clean("😀".repeat(300) + ".jpeg");

        assertThat(name.codePointCount(0, name.length())).isEqualTo(200);
        assertThat(name).startsWith("😀").endsWith("😀.jpeg");
    }

    @Test
    void writesAnyNameIntoAHeader() {
        assertThat(Filenames.disposition("attachment", "ação \"x\".pdf"))
                .isEqualTo("attachment; filename=\"a__o _x_.pdf\"; filename*=UTF-8''a%C3%A7%C3%A3o%20%22x%22.pdf");
    }
}

package chat4all.connectors.delivery;

import chat4all.connectors.spi.Capabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text that is longer than a platform takes: where a paragraph ends, else a line, else a word, and if need be
 * between two characters as people see them, never within one. Blanks at a cut are dropped. The same text is always cut
 * alike, so that a part has a number.
 */
final class TextParts {
    /** From the best place to cut to the worst. */
    private static final List<String> CUTS = List.of("\n\n", "\n", " ");

    /** Extended grapheme clusters: a family emoji is one. */
    private static final Pattern CHARACTER = Pattern.compile("\\X");

    private TextParts() {}

    /** None for an empty text. */
    static List<String> of(String text, Capabilities capabilities) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        while (!capabilities.carries(rest)) {
            int end = end(rest, fitting(rest, capabilities));
            parts.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        if (!rest.isEmpty()) {
            parts.add(rest);
        }
        return parts.stream().filter(part -> !part.isEmpty()).toList();
    }

    /** How much of the text fits, in whole characters; a character that alone is too long counts as if it did. */
    private static int fitting(String text, Capabilities capabilities) {
        Matcher characters = CHARACTER.matcher(text);
        int fits = 0;
        int length = 0;
        while (characters.find()) {
            length += capabilities.textUnit().length(characters.group());
            if (length > capabilities.maxText()) {
                return fits == 0 ? cut(text, characters.end(), capabilities) : fits;
            }
            fits = characters.end();
        }
        return fits;
    }

    /** Of one endless character (somebody stacked thousands of accents) what fits, in whole code points. */
    private static int cut(String text, int end, Capabilities capabilities) {
        int to = 0;
        int length = 0;
        while (to < end) {
            int next = text.offsetByCodePoints(to, 1);
            length += capabilities.textUnit().length(text.substring(to, next));
            if (length > capabilities.maxText()) {
                break;
            }
            to = next;
        }
        return to;
    }

    /** The best place to cut in the second half of what fits. */
    private static int end(String text, int fits) {
        for (String cut : CUTS) {
            int found = text.lastIndexOf(cut, fits);
            if (found >= fits / 2 && found > 0) {
                return found;
            }
        }
        return fits;
    }
}

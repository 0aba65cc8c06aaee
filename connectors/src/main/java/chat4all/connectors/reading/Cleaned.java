package chat4all.connectors.reading;

/** Text as it may be stored anywhere: NUL, which some stores refuse, and halves of surrogate pairs become U+FFFD. */
public final class Cleaned {
    private static final char REPLACEMENT = '\uFFFD';

    private Cleaned() {}

    public static String of(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (isBroken(text, at)) {
                return replaced(text);
            }
        }
        return text;
    }

    /** At most {@code max} UTF-16 code units, never ending in half a character. */
    public static String of(String text, int max) {
        String clean = of(text);
        if (clean.length() <= max) {
            return clean;
        }
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(max - 1)) ? max - 1 : max);
    }

    private static String replaced(String text) {
        char[] chars = text.toCharArray();
        for (int at = 0; at < chars.length; at++) {
            if (isBroken(text, at)) {
                chars[at] = REPLACEMENT;
            }
        }
        return new String(chars);
    }

    private static boolean isBroken(String text, int at) {
        char unit = text.charAt(at);
        if (!Character.isSurrogate(unit)) {
            return unit == 0;
        }
        return Character.isHighSurrogate(unit)
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
}

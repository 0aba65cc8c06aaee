package chat4all.connectors.simulator.telegram;

import java.util.regex.Pattern;

/** What is left of a marked-up text on the phone: limits count this. */
final class Markup {
    private static final Pattern TAG =
            Pattern.compile("</?(b|strong|i|em|u|s|code|pre|a|blockquote|tg-[a-z]+)(\\s[^>]*)?>");

    private Markup() {}

    static String shown(String text, String mode) {
        if (!mode.equalsIgnoreCase("HTML")) {
            return text;
        }
        var bare = TAG.matcher(text).replaceAll("");
        int open = bare.indexOf('<');
        if (open >= 0) {
            throw TelegramErrors.badRequest("can't parse entities: Unsupported start tag at byte offset " + open);
        }
        return bare.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }
}

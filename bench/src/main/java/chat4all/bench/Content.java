package chat4all.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The text of a message that can be told from every other and shows if a single byte was changed: {@code run phase
 * number intended checksum payload}. The payloads are those that careless software breaks.
 *
 * @param number of the message in the run, from 0; -1 when the text is not one of ours
 * @param intendedNanos when it should have been sent, on this process's clock
 * @param intact whether the checksum agrees
 */
record Content(int phase, long number, long intendedNanos, boolean intact) {
    static final List<String> PAYLOADS = List.of(
            "plain text",
            "quotes \"double\" 'single' `back` \u201Ctypographic\u201D",
            "backslashes \\ \\\\ \\n \\u0041 C:\\temp\\new",
            "accents: ação, coração, São João, naïve, Ünïcödé",
            "decomposed: a\u0301 e\u0302 c\u0327 beside \u00E1 \u00EA \u00E7",
            "emoji 😀 👩\u200D👩\u200D👧\u200D👦 🏳\uFE0F\u200D🌈 🇧🇷 👍🏽",
            "line\nbreaks\r\nand\ttabs\n\n",
            "right to left: \u05E9\u05DC\u05D5\u05DD \u202E\u0645\u0631\u062D\u0628\u0627\u202C end",
            "JSON {\"a\":[1,null,true],\"b\":\"\\\"\"} <b>html</b> &amp; %20 ${x} {{y}}",
            "日本語 中文 한국어 ไทย हिन्दी",
            "controls \u0001\u001F\u007F\u2028\u2029 and spaces \u00A0\u3000 end ",
            "long " + "x1y2z3-é".repeat(60));

    private static final Content FOREIGN = new Content(-1, -1, 0, false);
    private static final int FIELDS = 6;

    static String write(String run, int phase, long number, long intendedNanos) {
        var payload = PAYLOADS.get((int) (number % PAYLOADS.size()));
        var head = run + " " + phase + " " + number + " " + intendedNanos;
        return head + " " + checksum(head, payload) + " " + payload;
    }

    /** Never throws, whatever the text has become. */
    static Content read(String run, String text) {
        var fields = text.split(" ", FIELDS);
        if (fields.length < FIELDS || !fields[0].equals(run)) {
            return FOREIGN;
        }
        var head = String.join(" ", List.of(fields).subList(0, 4));
        try {
            boolean intact = fields[4].equals(checksum(head, fields[5]));
            return new Content(
                    Integer.parseInt(fields[1]), Long.parseLong(fields[2]), Long.parseLong(fields[3]), intact);
        } catch (NumberFormatException e) {
            return FOREIGN;
        }
    }

    private static String checksum(String head, String payload) {
        var sum = new CRC32C();
        sum.update(head.getBytes(StandardCharsets.UTF_8));
        sum.update(payload.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}

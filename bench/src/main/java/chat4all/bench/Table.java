package chat4all.bench;

import java.util.ArrayList;
import java.util.List;

/** A table for a terminal, whose columns line up whatever the script of what is in them. */
final class Table {
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        rows.add(List.of(head));
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        int columns = rows.get(0).size();
        var widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        });
        var out = new StringBuilder();
        line(out, rows.get(0), widths);
        var rule = new ArrayList<String>();
        for (int width : widths) {
            rule.add("─".repeat(width));
        }
        line(out, rule, widths);
        rows.subList(1, rows.size()).forEach(row -> line(out, row, widths));
        return out.toString();
    }

    private static void line(StringBuilder out, List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append("  ").append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i))));
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    /** How many cells of a terminal a text takes: two for East Asian characters and emoji, none for what combines. */
    static int width(String text) {
        int width = 0;
        boolean joined = false;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (codePoint == ZERO_WIDTH_JOINER) {
                joined = true;
                continue;
            }
            width += joined ? 0 : width(codePoint);
            joined = false;
        }
        return width;
    }

    private static int width(int codePoint) {
        int type = Character.getType(codePoint);
        boolean combines = type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || type == Character.CONTROL
                || (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF);
        if (combines) {
            return 0;
        }
        return isWide(codePoint) ? 2 : 1;
    }

    /** The wide blocks of Unicode's EastAsianWidth, as far as messages have them. */
    private static boolean isWide(int codePoint) {
        return (codePoint >= 0x1100 && codePoint <= 0x115F)
                || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
                || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
                || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
                || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF)
                || (codePoint >= 0x20000 && codePoint <= 0x3FFFD);
    }
}

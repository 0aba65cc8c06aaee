package chat4all.cli;

/** Colours, where the reader is a terminal that wants them. */
enum Style {
    BOLD(1),
    FAINT(2),
    RED(31),
    GREEN(32),
    YELLOW(33),
    BLUE(34),
    CYAN(36);

    private final int code;

    Style(int code) {
        this.code = code;
    }

    String of(String text, boolean colours) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}

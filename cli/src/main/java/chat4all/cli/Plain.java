package chat4all.cli;

/** Makes foreign text safe for a terminal: what would steer it is shown instead of obeyed. */
final class Plain {
    private static final int PICTURES_OF_CONTROLS = 0x2400;
    private static final int DELETE = 0x7F;
    private static final int PICTURE_OF_DELETE = 0x2421;

    private Plain() {}

    /** Several lines stay several lines. */
    static String lines(String foreign) {
        return of(foreign, true);
    }

    /** Always one line. */
    static String text(String foreign) {
        return of(foreign, false);
    }

    private static String of(String foreign, boolean keepLines) {
        StringBuilder plain = new StringBuilder(foreign.length());
        foreign.codePoints().forEach(codePoint -> {
            if (codePoint == '\n') {
                plain.append(keepLines ? '\n' : '↵');
            } else if (codePoint < ' ') {
                plain.appendCodePoint(PICTURES_OF_CONTROLS + codePoint);
            } else if (codePoint == DELETE) {
                plain.appendCodePoint(PICTURE_OF_DELETE);
            } else if (Character.isISOControl(codePoint)) {
                plain.append('�');
            } else {
                plain.appendCodePoint(codePoint);
            }
        });
        return plain.toString();
    }
}

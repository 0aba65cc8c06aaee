package chat4all.bench;

import java.util.List;

/**
 * What the books say. {@code lost}, {@code duplicated} and so on count history and sockets together; {@code findings}
 * tells the first of them in words.
 *
 * @param unconfirmed sent without ever being answered 202: such a message may be there once, or not
 */
record Verdict(
        long accepted,
        long unconfirmed,
        long stored,
        long pushed,
        long lost,
        long duplicated,
        long outOfOrder,
        long corrupted,
        long unexpected,
        List<String> findings) {

    boolean clean() {
        return lost + duplicated + outOfOrder + corrupted + unexpected == 0;
    }
}

package chat4all.local;

import java.util.function.Consumer;

/** The terminal: one whole line at a time, whoever writes. */
final class Console implements Consumer<String> {

    @Override
    public synchronized void accept(String line) {
        System.out.println(line);
        System.out.flush();
    }
}

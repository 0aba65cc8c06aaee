package chat4all.connectors.platform;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An answer's body, which has to be read within a time: the client's own timeout ends with the headers. One that does not
 * come is closed under the reader's feet.
 */
final class TimedStream extends FilterInputStream {
    private final CompletableFuture<Void> late = new CompletableFuture<>();
    private final CompletableFuture<Void> closing;

    TimedStream(InputStream body, Duration patience) {
        super(body);
        closing = late.completeOnTimeout(null, Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS)
                .thenRun(() -> close(body));
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException closing) {
            // It was to be closed; the reader hears of it as an exception of its own.
        }
    }

    @Override
    public void close() throws IOException {
        closing.cancel(false);
        late.cancel(false);
        super.close();
    }
}

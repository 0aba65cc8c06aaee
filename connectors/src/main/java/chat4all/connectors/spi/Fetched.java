package chat4all.connectors.spi;

import chat4all.schemas.StatusError;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What came of asking a platform for a file. */
public sealed interface Fetched {

    /**
     * The bytes are coming.
     *
     * @param name as the platform has it, null when it has none
     * @param mimetype as the platform has it
     */
    record Opened(
            InputStream content,
            @Nullable String name,
            @Nullable String mimetype) implements Fetched {}

    /** Not now. */
    record Later(StatusError error) implements Fetched {}

    /** Gone, or never to be had. */
    record Never(StatusError error) implements Fetched {}
}

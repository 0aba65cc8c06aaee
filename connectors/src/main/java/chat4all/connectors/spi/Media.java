package chat4all.connectors.spi;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/**
 * A file on its way to a contact, of a kind and size that the platform takes.
 *
 * @param fileId the same for every sending of the same bytes
 * @param name as its owner wrote it
 * @param size in bytes
 * @param content opens the bytes; read as a stream, for they may be many
 * @param link where anybody can fetch them for a time
 */
public record Media(String fileId, MediaKind kind, String name, String mimetype, long size, Content content, URI link) {

    /** Each call reads the bytes from the beginning. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }
}

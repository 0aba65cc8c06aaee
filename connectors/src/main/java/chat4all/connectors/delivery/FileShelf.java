package chat4all.connectors.delivery;

import chat4all.connectors.cassandra.FileTable;
import chat4all.connectors.spi.Media;
import chat4all.connectors.spi.MediaKind;
import chat4all.runtime.files.Filenames;
import chat4all.runtime.files.NoSuchObjectException;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.files.StoreUnavailableException;
import chat4all.runtime.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files that messages carry: from the table their particulars, from the store their bytes. */
public final class FileShelf {
    /** The longest that S3 signs for. */
    private static final Duration LINK_VALID = Duration.ofDays(7);
    /** A name in a link is part of a message, which may have 1000 bytes in all. */
    private static final int NAME_IN_LINK = 40;

    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9._-]+");

    private final FileTable table;
    private final ObjectStore store;

    public FileShelf(FileTable table, ObjectStore store) {
        this.table = table;
        this.store = store;
    }

    /**
     * Empty when there is no such file, or its bytes are gone. Throws while the table or the store is away, so that nobody
     * takes an outage for a loss.
     */
    Optional<StoredFile> find(String fileId) {
        return table.find(fileId).filter(StoredFile::isReady).filter(this::isThere);
    }

    private boolean isThere(StoredFile file) {
        try (InputStream first = store.get(file.objectKey(), 0, file.sizeBytes() == 0 ? null : 1L)) {
            return first.read() >= 0 || file.sizeBytes() == 0;
        } catch (NoSuchObjectException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Media media(StoredFile file, MediaKind kind) {
        return new Media(
                file.fileId(), kind, file.filename(), file.mimetype(), file.sizeBytes(), () -> open(file), link(file));
    }

    private InputStream open(StoredFile file) throws IOException {
        try {
            return store.get(file.objectKey(), 0, null);
        } catch (StoreUnavailableException | NoSuchObjectException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** With which anybody can fetch it for seven days. */
    URI link(StoredFile file) {
        return store.readUrl(
                file.objectKey(),
                LINK_VALID,
                Map.of(
                        "response-content-disposition",
                        "attachment; filename=\"" + plain(file.filename()) + "\"",
                        "response-content-type",
                        file.mimetype()));
    }

    private static String plain(String filename) {
        String name = NOT_PLAIN.matcher(Filenames.clean(filename)).replaceAll("_");
        return name.substring(Math.max(0, name.length() - NAME_IN_LINK));
    }
}

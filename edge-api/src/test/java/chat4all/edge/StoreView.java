package chat4all.edge;

import static java.util.Objects.requireNonNull;

import chat4all.runtime.config.S3Config;
import chat4all.runtime.config.Settings;
import chat4all.runtime.files.NoSuchObjectException;
import chat4all.runtime.files.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The store behind the edge, and what it has of a file. */
final class StoreView {
    final ObjectStore store;
    private final TestEdge edge;

    StoreView(TestEdge edge) {
        this.edge = edge;
        store = new ObjectStore(S3Config.from(Settings.of(edge.environment())));
    }

    /** Where a file's bytes are. */
    String key(String fileId) {
        var row = edge.cassandra
                .execute("SELECT object_key FROM files WHERE file_id = ?", fileId)
                .one();
        return requireNonNull(row).getString("object_key");
    }

    /** Empty when there is no such object. */
    Optional<byte[]> object(String key) {
        try (var in = store.get(key, 0, null)) {
            return Optional.of(in.readAllBytes());
        } catch (NoSuchObjectException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

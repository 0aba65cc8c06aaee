package chat4all.connectors.cassandra;

import chat4all.runtime.cassandra.FileRows;
import chat4all.runtime.files.StoredFile;
import java.time.Instant;
import java.util.Optional;

/** What is known of files; throws while Cassandra is away. */
public final class FileTable {
    private final LateSession session;

    public FileTable(LateSession session) {
        this.session = session;
    }

    public Optional<StoredFile> find(String fileId) {
        return Optional.ofNullable(
                        session.execute(session.bound(FileRows.SELECT, fileId)).one())
                .map(FileRows::file);
    }

    /** Before the first byte of an object is written, so that one that never becomes a file is found and deleted. */
    public void note(String fileId, String objectKey, Instant at) {
        session.execute(session.bound(FileRows.NOTE, FileRows.note(at, fileId, objectKey, null)));
    }

    /** Makes it a file. */
    public void insert(StoredFile file) {
        session.execute(session.bound(FileRows.INSERT, FileRows.values(file)));
    }
}

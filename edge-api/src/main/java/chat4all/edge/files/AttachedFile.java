package chat4all.edge.files;

import chat4all.runtime.files.StoredFile;
import org.jspecify.annotations.Nullable;

/** A file as the message shows it that carries it. */
public record AttachedFile(
        String fileId,
        String filename,
        long sizeBytes,
        String mimetype,
        @Nullable String checksum) {

    static AttachedFile of(StoredFile file) {
        return new AttachedFile(file.fileId(), file.filename(), file.sizeBytes(), file.mimetype(), file.checksum());
    }
}

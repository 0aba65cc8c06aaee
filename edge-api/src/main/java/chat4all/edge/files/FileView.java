package chat4all.edge.files;

import chat4all.runtime.files.StoredFile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file as clients read it.
 *
 * @param state {@code ready}, or why it is not to be had: {@code uploading}, {@code verifying}, {@code digest-mismatch},
 *     {@code type-refused}
 */
public record FileView(
        String fileId,
        String conversationId,
        String uploaderId,
        String filename,
        long sizeBytes,
        String mimetype,
        @Nullable String checksum,
        String state,
        Instant uploadedAt) {

    public static FileView of(StoredFile file) {
        return new FileView(
                file.fileId(),
                file.conversationId(),
                file.uploader(),
                file.filename(),
                file.sizeBytes(),
                file.mimetype(),
                file.checksum(),
                file.state().code(),
                file.uploadedAt());
    }
}

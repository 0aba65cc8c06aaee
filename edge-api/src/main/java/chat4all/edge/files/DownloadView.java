package chat4all.edge.files;

import chat4all.runtime.files.StoredFile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a file can be had, by anybody who has the address, for a while.
 *
 * @param expiresIn seconds
 */
record DownloadView(
        String fileId,
        URI downloadUrl,
        long expiresIn,
        Instant expiresAt,
        String filename,
        long sizeBytes,
        String mimetype,
        @Nullable String checksum) {

    static DownloadView of(StoredFile file, URI url, Duration validity, Instant expiresAt) {
        return new DownloadView(
                file.fileId(),
                url,
                validity.toSeconds(),
                expiresAt,
                file.filename(),
                file.sizeBytes(),
                file.mimetype(),
                file.checksum());
    }
}

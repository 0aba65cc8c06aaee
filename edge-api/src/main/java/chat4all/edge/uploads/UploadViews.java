package chat4all.edge.uploads;

import chat4all.runtime.files.ObjectStore.StoredPart;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Uploads as clients read them. */
final class UploadViews {
    private UploadViews() {}

    /**
     * An upload that has begun.
     *
     * @param partUrls where to PUT each part, in their order; each part but the last has {@code partSize} bytes
     * @param urlsExpireAt from when the URLs are no longer taken; fresh ones are to be had
     * @param expiresAt until when the upload must be complete
     */
    record Begun(
            String fileId,
            String uploadId,
            long partSize,
            List<URI> partUrls,
            Instant urlsExpireAt,
            Instant expiresAt) {}

    /** A part that has come. */
    record Part(int partNumber, long sizeBytes, String etag) {
        static Part of(StoredPart part) {
            return new Part(part.number(), part.size(), part.etag());
        }
    }

    /** A part that has not come, and where to PUT it. */
    record MissingPart(int partNumber, long sizeBytes, URI url) {}

    /** How far an upload has come; parts are told while it is uploading. */
    record Progress(
            String fileId,
            String uploadId,
            String state,
            String filename,
            long sizeBytes,
            long partSize,
            List<Part> parts,
            List<MissingPart> missing,
            @Nullable Instant urlsExpireAt,
            Instant expiresAt) {}
}

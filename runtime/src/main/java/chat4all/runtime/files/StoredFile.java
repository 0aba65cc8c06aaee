package chat4all.runtime.files;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file. Its bytes never change once it is {@link State#READY}.
 *
 * @param conversationId the conversation whose members may have it
 * @param filename as its owner wrote it, any Unicode without control characters and path separators
 * @param mimetype told from the bytes, not from what the uploader declared
 * @param checksum {@code sha256:<hex>}; null until it is known
 * @param objectKey where the bytes are in the store; never shown to anybody
 * @param thumbnailKey where a small picture of it is; {@link #NO_THUMBNAIL} when there can be none, null when none was made
 */
public record StoredFile(
        String fileId,
        String conversationId,
        String uploader,
        String filename,
        long sizeBytes,
        String mimetype,
        @Nullable String checksum,
        String objectKey,
        @Nullable String thumbnailKey,
        State state,
        Instant uploadedAt) {

    public static final String NO_THUMBNAIL = "";

    /** How far a file has come; only a ready one is given to anybody. */
    public enum State {
        UPLOADING,
        /** All bytes are there; their checksum is being compared with the one announced. */
        VERIFYING,
        READY,
        /** The bytes are not what was announced; they are deleted. */
        DIGEST_MISMATCH,
        /** The bytes are of a type that is not taken; they are deleted. */
        TYPE_REFUSED;

        /** As clients read it: {@code digest-mismatch}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public boolean isReady() {
        return state == State.READY;
    }
}

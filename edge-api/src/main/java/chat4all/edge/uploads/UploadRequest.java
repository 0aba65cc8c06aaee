package chat4all.edge.uploads;

import chat4all.edge.http.Fields;
import chat4all.edge.http.Problems;
import chat4all.runtime.files.Filenames;
import chat4all.runtime.http.Problem.FieldError;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.Validation;
import chat4all.schemas.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client announces before it uploads.
 *
 * @param filename cleaned
 * @param mimetype what the client takes it for; its bytes decide in the end
 * @param checksum {@code sha256:<hex>}; null when it is told at the end
 */
record UploadRequest(
        String conversationId,
        String filename,
        long sizeBytes,
        String mimetype,
        @Nullable String checksum) {
    private static final int LONGEST_NAME = 1_024;
    private static final Pattern MIMETYPE = Pattern.compile("[a-z0-9.+_-]{1,63}/[a-z0-9.+_-]{1,63}");

    static UploadRequest of(Fields fields, long maxBytes) {
        var conversationId = fields.text("conversation_id");
        if (!Validation.CONVERSATION_ID.matcher(conversationId).matches()) {
            fields.refuse("/conversation_id", Violation.INVALID, "is no conversation id");
        }
        var filename = fields.text("filename");
        if (filename.isEmpty() || filename.length() > LONGEST_NAME) {
            fields.refuse("/filename", Violation.INVALID, "must have 1 to " + LONGEST_NAME + " characters");
        }
        var size = fields.count("size_bytes");
        var mimetype = mimetype(fields);
        var checksum = checksum(fields);
        fields.finish();
        if (size > maxBytes) {
            throw tooLarge(maxBytes);
        }
        return new UploadRequest(conversationId, Filenames.clean(filename), size, mimetype, checksum);
    }

    /** The announced or the final checksum; null when there is none. */
    static @Nullable String checksum(Fields fields) {
        var written = fields.optionalText("checksum");
        if (written == null) {
            return null;
        }
        var normal = Checksums.normal(written);
        if (normal.isEmpty()) {
            fields.refuse("/checksum", Violation.INVALID, Checksums.RULE);
        }
        return normal.orElse(null);
    }

    /** Without its parameters. */
    private static String mimetype(Fields fields) {
        var written = Objects.requireNonNullElse(fields.optionalText("mimetype"), "");
        var type = written.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.isEmpty()) {
            return "application/octet-stream";
        }
        if (!MIMETYPE.matcher(type).matches()) {
            fields.refuse("/mimetype", Violation.INVALID, "must be a media type, for example image/png");
        }
        return type;
    }

    private static ProblemException tooLarge(long maxBytes) {
        var detail = "A file has at most " + maxBytes + " bytes.";
        return Problems.refused(
                413, "payload-too-large", detail, List.of(new FieldError("/size_bytes", Violation.INVALID, detail)));
    }
}

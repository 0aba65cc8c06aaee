package chat4all.edge.uploads;

import java.util.Optional;
import java.util.regex.Pattern;

/** An upload is named after its file; the store's own name of it is nobody's business. */
final class UploadIds {
    private static final String FILE = "file_";
    private static final String UPLOAD = "upload_";
    private static final Pattern FORM = Pattern.compile(UPLOAD + "[0-9a-f]{32}");

    private UploadIds() {}

    static String of(String fileId) {
        return UPLOAD + fileId.substring(FILE.length());
    }

    /** Empty for what no upload is called. */
    static Optional<String> fileId(String uploadId) {
        return FORM.matcher(uploadId).matches()
                ? Optional.of(FILE + uploadId.substring(UPLOAD.length()))
                : Optional.empty();
    }
}

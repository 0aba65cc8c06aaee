package chat4all.edge.files;

import chat4all.runtime.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a {@code multipart/form-data} body (RFC 7578) one after the other, as they come; holds 64 KB of it. A body
 * that breaks the form is a {@link org.apache.commons.fileupload2.core.FileUploadException}, one that stops coming any
 * other {@link IOException}.
 */
final class MultipartForm {
    private static final String TYPE = "multipart/form-data";
    /** RFC 2046, 5.1.1. */
    private static final int LONGEST_BOUNDARY = 70;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int HEADER_BYTES = 8 * 1024;
    private static final int MOST_PARTS = 16;

    private final MultipartInput input;
    private int parts;
    private String name = "";
    private @Nullable String filename;
    private InputStream content = InputStream.nullInputStream();

    private MultipartForm(MultipartInput input) {
        this.input = input;
        input.setHeaderCharset(StandardCharsets.UTF_8);
    }

    /** Ends the request with 415 when the media type is another, with 400 when it names no boundary. */
    static byte[] boundary(@Nullable String contentType) {
        var type = Objects.requireNonNullElse(contentType, "").split(";", 2)[0].strip();
        if (!type.equalsIgnoreCase(TYPE)) {
            throw ProblemException.of(415, "unsupported-media-type", "Send the body as " + TYPE + ".");
        }
        var boundary = parameters(Objects.requireNonNull(contentType)).get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw ProblemException.validation(
                    "The Content-Type must name a boundary of at most 70 characters.", List.of());
        }
        return boundary.getBytes(StandardCharsets.ISO_8859_1);
    }

    static MultipartForm of(InputStream body, byte[] boundary) throws IOException {
        return new MultipartForm(MultipartInput.builder()
                .setInputStream(body)
                .setBoundary(boundary)
                .setBufferSize(BUFFER_BYTES)
                .setMaxPartHeaderSize(HEADER_BYTES)
                .get());
    }

    /** Goes to the next part, whatever is unread of this one; false at the end. */
    boolean next() throws IOException {
        content.close();
        boolean more = parts == 0 ? input.skipPreamble() : input.readBoundary();
        if (!more) {
            return false;
        }
        if (++parts > MOST_PARTS) {
            throw ProblemException.validation("The form has more than " + MOST_PARTS + " parts.", List.of());
        }
        var disposition = parameters(disposition(input.readHeaders()));
        name = Objects.requireNonNullElse(disposition.get("name"), "");
        filename = disposition.get("filename");
        content = input.newInputStream();
        return true;
    }

    String name() {
        return name;
    }

    /** As the client wrote it; null when the part has none. */
    @Nullable String filename() {
        return filename == null ? null : unescaped(filename);
    }

    InputStream content() {
        return content;
    }

    private static String disposition(String headers) {
        for (var line : headers.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0
                    && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals("content-disposition")) {
                return line.substring(colon + 1);
            }
        }
        return "";
    }

    private static Map<String, @Nullable String> parameters(String header) {
        var parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return parser.parse(header, ';');
    }

    /** The three that browsers escape, and no others (HTML, multipart form data). */
    private static String unescaped(String filename) {
        return filename.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    }
}

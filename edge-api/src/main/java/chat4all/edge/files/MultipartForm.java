package chat4all.edge.files;

import chat4all.runtime.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a {@code multipart/form-data} body (RFC 7578) one after the other, as they come; holds 64 KB of it. A body
 * that breaks the form is a {@link MalformedFormException}, one that stops coming any other {@link IOException}.
 */
final class MultipartForm {
    private static final String TYPE = "multipart/form-data";
    /** RFC 2046, 5.1.1. */
    private static final int LONGEST_BOUNDARY = 70;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int HEADER_BYTES = 8 * 1024;
    private static final int MOST_PARTS = 16;
    /** Of text before the first boundary or after the last one, which nobody is to read. */
    private static final int MOST_AROUND = 128 * 1024;

    /** The body is not the form that its type says. */
    @SuppressWarnings("serial")
    static final class MalformedFormException extends IOException {
        private MalformedFormException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private final InputStream body;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final Found found = new Found();
    private final MultiPart.Parser parser;
    private int parts;
    /** Read since the last event. */
    private int around;

    private String name = "";
    private @Nullable String filename;
    private PartContent content = new PartContent();

    private MultipartForm(InputStream body, String boundary) {
        this.body = body;
        this.parser = new MultiPart.Parser(boundary, found);
        parser.setPartHeadersMaxLength(HEADER_BYTES);
    }

    /** Ends the request with 415 when the media type is another, with 400 when it names no boundary. */
    static String boundary(@Nullable String contentType) {
        var type = Objects.requireNonNullElse(contentType, "").split(";", 2)[0].strip();
        if (!type.equalsIgnoreCase(TYPE)) {
            throw ProblemException.of(415, "unsupported-media-type", "Send the body as " + TYPE + ".");
        }
        var boundary = parameters(Objects.requireNonNull(contentType)).get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw ProblemException.validation(
                    "The Content-Type must name a boundary of at most 70 characters.", List.of());
        }
        return boundary;
    }

    static MultipartForm of(InputStream body, String boundary) {
        return new MultipartForm(body, boundary);
    }

    /** Goes to the next part, whatever is unread of this one; false at the end. */
    boolean next() throws IOException {
        Event event;
        do {
            event = take();
            if (event == null) {
                return false;
            }
        } while (!(event instanceof Event.Begin));
        if (++parts > MOST_PARTS) {
            throw ProblemException.validation("The form has more than " + MOST_PARTS + " parts.", List.of());
        }
        var disposition = parameters(((Event.Begin) event).disposition());
        name = Objects.requireNonNullElse(disposition.get("name"), "");
        filename = disposition.get("filename");
        content = new PartContent();
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

    /** What comes next in the body; null when the form is complete. */
    private @Nullable Event take() throws IOException {
        while (found.events.isEmpty()) {
            if (found.complete) {
                return null;
            }
            if (found.failure != null) {
                throw new MalformedFormException(String.valueOf(found.failure.getMessage()), found.failure);
            }
            int read = body.read(buffer);
            around += read;
            if (around > MOST_AROUND) {
                throw new MalformedFormException("too much before or after the parts", null);
            }
            // What it finds are pieces of the buffer, which is filled again only when all are taken.
            parser.parse(read < 0 ? Content.Chunk.EOF : Content.Chunk.from(ByteBuffer.wrap(buffer, 0, read), false));
            if (read < 0 && !found.complete && found.failure == null) {
                throw new MalformedFormException("the last boundary is missing", null);
            }
        }
        around = 0;
        return found.events.remove();
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

    private sealed interface Event {
        record Begin(String disposition) implements Event {}

        record Piece(ByteBuffer bytes) implements Event {}

        record End() implements Event {}
    }

    /** What the parser found in the buffer and nobody has taken yet. */
    private static final class Found implements MultiPart.Parser.Listener {
        private final Queue<Event> events = new ArrayDeque<>();
        private String disposition = "";
        private boolean complete;
        private @Nullable Throwable failure;

        @Override
        public void onPartBegin() {
            disposition = "";
        }

        @Override
        public void onPartHeader(String header, String value) {
            if (HttpHeader.CONTENT_DISPOSITION.is(header)) {
                disposition = value;
            }
        }

        @Override
        public void onPartHeaders() {
            events.add(new Event.Begin(disposition));
        }

        @Override
        public void onPartContent(Content.Chunk chunk) {
            events.add(new Event.Piece(chunk.getByteBuffer()));
        }

        @Override
        public void onPartEnd() {
            events.add(new Event.End());
        }

        @Override
        public void onComplete() {
            complete = true;
        }

        @Override
        public void onFailure(Throwable cause) {
            failure = cause;
        }
    }

    /** The content of the part at which the form is. */
    private final class PartContent extends InputStream {
        private ByteBuffer piece = ByteBuffer.allocate(0);
        private boolean ended;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (!piece.hasRemaining()) {
                if (ended) {
                    return -1;
                }
                if (take() instanceof Event.Piece more) {
                    piece = more.bytes();
                } else {
                    ended = true;
                }
            }
            int read = Math.min(length, piece.remaining());
            piece.get(bytes, offset, read);
            return read;
        }
    }
}

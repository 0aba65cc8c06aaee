package chat4all.connectors.platform;

import chat4all.connectors.spi.Media;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;

/**
 * A form with one file (RFC 7578), streamed: its length is told, its bytes are never all in memory.
 *
 * @param fileField name of the field with the file
 * @param mimetype as the platform calls the file's
 */
public record Multipart(Map<String, String> fields, String fileField, String mimetype, Media file) {

    /** One sending of it, for a stream is read once. */
    static final class Body {
        private final String boundary = UUID.randomUUID().toString();
        private final Multipart form;
        private final Watched content;

        Body(Multipart form, InputStream content) {
            this.form = form;
            this.content = new Watched(content);
        }

        String contentType() {
            return "multipart/form-data; boundary=" + boundary;
        }

        BodyPublisher publisher() {
            return BodyPublishers.concat(
                    BodyPublishers.ofString(head()),
                    BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> content), form.file.size()),
                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        }

        /** Whether the file itself could not be read to its end, so that the platform cannot have taken it. */
        boolean isBroken() {
            return content.broken || (content.ended && content.count < form.file.size());
        }

        private String head() {
            StringBuilder head = new StringBuilder();
            form.fields.forEach((name, value) -> head.append("--")
                    .append(boundary)
                    .append("\r\nContent-Disposition: form-data; name=\"")
                    .append(name)
                    .append("\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n")
                    .append(value)
                    .append("\r\n"));
            return head.append("--")
                    .append(boundary)
                    .append("\r\nContent-Disposition: form-data; name=\"")
                    .append(form.fileField)
                    .append("\"; filename=\"")
                    .append(quotable(form.file.name()))
                    .append("\"\r\nContent-Type: ")
                    .append(form.mimetype)
                    .append("\r\n\r\n")
                    .toString();
        }

        /** As browsers write a name in a form (HTML standard, "multipart form data"). */
        private static String quotable(String name) {
            return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
        }
    }

    /** Remembers how the reading went. */
    private static final class Watched extends FilterInputStream {
        private volatile long count;
        private volatile boolean ended;
        private volatile boolean broken;

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // read by one thread
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int read = super.read(buffer, offset, length);
                if (read < 0) {
                    ended = true;
                } else {
                    count += read;
                }
                return read;
            } catch (IOException e) {
                broken = true;
                throw e;
            }
        }
    }
}

package chat4all.edge.files;

import chat4all.edge.files.ByteRange.Unsatisfiable;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.ETags;
import chat4all.edge.http.Problems;
import chat4all.runtime.files.ContentTypes;
import chat4all.runtime.files.Filenames;
import chat4all.runtime.files.NoSuchObjectException;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.files.StoreUnavailableException;
import chat4all.runtime.files.StoredFile;
import chat4all.runtime.http.HeadAsGet;
import chat4all.runtime.http.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/files/{id}/content}: the bytes, or one range of them, streamed by the thread of the request. Nothing in
 * them is run by a browser: what is not a picture, sound or film is saved, and no script of it has an origin.
 */
final class ContentRoute implements Handler {
    private static final Logger log = LoggerFactory.getLogger(ContentRoute.class);
    private static final int AT_ONCE = 32;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final String POLICY =
            "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";

    private final Authentication authentication;
    private final FileAccess access;
    private final ObjectStore store;
    private final Transfers transfers = new Transfers(AT_ONCE);

    ContentRoute(Authentication authentication, FileAccess access, ObjectStore store) {
        this.authentication = authentication;
        this.access = access;
        this.store = store;
    }

    @Override
    public void handle(Context context) throws IOException {
        var caller = authentication.caller(context);
        var file = Answers.now(access.ready(context.pathParam("id"), caller));
        var etag = etag(file);
        if (ETags.isKnown(context, etag)) {
            headers(context.res(), etag);
            context.res().setStatus(304);
            return;
        }
        var range = range(context, file, etag);
        long length = range.map(ByteRange::length).orElse(file.sizeBytes());
        if (HeadAsGet.isHead(context)) {
            begin(context.res(), file, range);
            context.res().setContentLengthLong(length);
            return;
        }
        transfers.begin(caller, () -> {
            try (var bytes = open(file, range)) {
                send(context, file, range, bytes);
                return length;
            }
        });
    }

    private static String etag(StoredFile file) {
        return '"' + file.checksum() + '"';
    }

    private static Optional<ByteRange> range(Context context, StoredFile file, String etag) {
        var header = context.header("Range");
        var condition = context.header("If-Range");
        if (header == null || (condition != null && !condition.strip().equals(etag))) {
            return Optional.empty();
        }
        try {
            return ByteRange.parse(header, file.sizeBytes());
        } catch (Unsatisfiable e) {
            throw ProblemException.of(
                            416, "range-not-satisfiable", "The file has " + file.sizeBytes() + " bytes, none of those.")
                    .header("Content-Range", "bytes */" + file.sizeBytes());
        }
    }

    private InputStream open(StoredFile file, Optional<ByteRange> range) {
        try {
            return store.get(
                    file.objectKey(),
                    range.map(ByteRange::first).orElse(0L),
                    range.map(ByteRange::length).orElse(null));
        } catch (StoreUnavailableException e) {
            throw Problems.unavailable("The store for files cannot give it now.");
        } catch (NoSuchObjectException e) {
            log.error("The bytes of {} are gone", file.fileId(), e);
            throw Problems.notFound("file");
        }
    }

    /** Once the answer has begun, its only way to fail is to end short of the length that it announced. */
    private static void send(Context context, StoredFile file, Optional<ByteRange> range, InputStream bytes) {
        var response = context.res();
        var buffer = new byte[BUFFER_BYTES];
        try {
            int read = bytes.readNBytes(buffer, 0, BUFFER_BYTES);
            begin(response, file, range);
            response.setContentLengthLong(range.map(ByteRange::length).orElse(file.sizeBytes()));
            // Not Javalin's stream, which may compress.
            var out = response.getOutputStream();
            while (read > 0) {
                out.write(buffer, 0, read);
                read = bytes.read(buffer);
            }
        } catch (IOException e) {
            if (!response.isCommitted()) {
                response.reset();
                throw Problems.unavailable("The store for files cannot give it now.");
            }
            log.debug("The content of {} was cut short", file.fileId(), e);
        }
    }

    private static void begin(HttpServletResponse response, StoredFile file, Optional<ByteRange> range) {
        headers(response, etag(file));
        response.setStatus(range.isPresent() ? 206 : 200);
        range.ifPresent(part -> response.setHeader(
                "Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + file.sizeBytes()));
        response.setContentType(file.mimetype());
        response.setHeader("Content-Disposition", disposition(file));
        response.setHeader("Accept-Ranges", "bytes");
    }

    private static void headers(HttpServletResponse response, String etag) {
        response.setHeader("ETag", etag);
        // It may be kept, but whether the caller is still a member is asked each time.
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", POLICY);
    }

    /** Shown in the browser, or saved. */
    static String disposition(StoredFile file) {
        return Filenames.disposition(ContentTypes.isInline(file.mimetype()) ? "inline" : "attachment", file.filename());
    }
}

package chat4all.edge.files;

import chat4all.edge.files.MultipartForm.MalformedFormException;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Problems;
import chat4all.runtime.files.ObjectWriter.TooLargeException;
import chat4all.runtime.files.StoreUnavailableException;
import chat4all.runtime.files.StoredFile;
import chat4all.runtime.http.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** {@code POST /v1/files}: one file of a form, streamed to the store by the thread of the request. */
final class UploadRoute implements Handler {
    private static final int AT_ONCE = 16;
    /** Three parts in memory each, and room for everything else. */
    private static final long HEAP_FOR_ONE = 20L * 1024 * 1024;
    /** What a form may have around its file. */
    private static final long FORM_BYTES = 64 * 1024;

    private final Authentication authentication;
    private final Upload.Target target;
    private final Consumer<StoredFile> ready;
    private final Transfers transfers =
            new Transfers((int) Math.min(AT_ONCE, Runtime.getRuntime().maxMemory() / HEAP_FOR_ONE));
    private final MeterRegistry meters;
    private final Counter bytes;

    UploadRoute(Authentication authentication, Upload.Target target, Consumer<StoredFile> ready, MeterRegistry meters) {
        this.authentication = authentication;
        this.target = target;
        this.ready = ready;
        this.meters = meters;
        this.bytes = Counter.builder("files.uploaded.bytes")
                .description("bytes of files that were taken")
                .register(meters);
    }

    @Override
    public void handle(Context context) {
        var caller = authentication.caller(context);
        try {
            var boundary = MultipartForm.boundary(context.contentType());
            if (context.req().getContentLengthLong() > target.config().maxBytes() + FORM_BYTES) {
                throw tooLarge();
            }
            var file = receive(context, boundary, caller);
            ready.accept(file);
            count("stored");
            bytes.increment((double) file.sizeBytes());
            context.header("Location", "/v1/files/" + file.fileId());
            Answers.json(context, 201, FileView.of(file));
        } catch (ProblemException e) {
            count(e.problem().status() >= 500 ? "unavailable" : "refused");
            throw e;
        }
    }

    private StoredFile receive(Context context, String boundary, String caller) {
        try {
            var form = MultipartForm.of(context.bodyInputStream(), boundary);
            return transfers.begin(caller, () -> new Upload(target, caller).take(form));
        } catch (StoreUnavailableException e) {
            throw Problems.unavailable("The store for files cannot take it now.");
        } catch (TooLargeException e) {
            throw tooLarge();
        } catch (MalformedFormException e) {
            throw ProblemException.validation("The body is not the multipart form that it should be.", List.of());
        } catch (IOException e) {
            throw ProblemException.validation("The body ended before it was complete.", List.of());
        }
    }

    private ProblemException tooLarge() {
        return ProblemException.of(
                413,
                "payload-too-large",
                "A file has at most " + target.config().maxBytes() + " bytes.");
    }

    private void count(String outcome) {
        meters.counter("files.uploads", "outcome", outcome).increment();
    }
}

package chat4all.edge.files;

import chat4all.edge.cassandra.FileTable;
import chat4all.edge.http.Answers;
import chat4all.runtime.files.ContentTypes;
import chat4all.runtime.files.FileIds;
import chat4all.runtime.files.Filenames;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.files.ObjectWriter;
import chat4all.runtime.files.ObjectWriter.Written;
import chat4all.runtime.files.StoreUnavailableException;
import chat4all.runtime.files.StoredFile;
import chat4all.runtime.http.Problem.FieldError;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.Validation;
import chat4all.schemas.Violation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way in: its object is noted, its bytes go to the store as they come, its row makes it a file. Whatever
 * ends this earlier deletes the object; what a crash leaves is found by its note. The fields come in any order.
 */
final class Upload {
    private static final String CONVERSATION = "conversation_id";
    private static final String FILE = "file";
    private static final int FIELD_BYTES = 1_024;

    private final Target target;
    private final String caller;
    private final String fileId = FileIds.fileId();
    private final String objectKey = FileIds.objectKey();
    private final List<FieldError> errors = new ArrayList<>();
    private @Nullable CompletableFuture<Void> noted;
    private @Nullable String conversationId;
    private @Nullable Received received;

    /** Where uploads go, and what they must keep to. */
    record Target(FileAccess access, FileTable files, ObjectStore store, FilesConfig config) {}

    private record Received(String filename, String mimetype, Written written) {}

    Upload(Target target, String caller) {
        this.target = target;
        this.caller = caller;
    }

    /** Fails with the problem that refuses it, or because the stream broke, and then keeps nothing. */
    StoredFile take(MultipartForm form) throws IOException {
        boolean whole = false;
        try {
            while (form.next()) {
                take(form.name(), form);
            }
            var file = file();
            // From here on the row may exist, whatever the answer is: its object stays, or is swept.
            whole = true;
            Answers.now(target.files().insert(file));
            return file;
        } finally {
            if (!whole && received != null) {
                discard();
            }
        }
    }

    private void take(String name, MultipartForm form) throws IOException {
        switch (name) {
            case CONVERSATION -> takeConversation(form);
            case FILE -> takeFile(form);
            default -> field(form);
        }
    }

    private void takeConversation(MultipartForm form) throws IOException {
        var text = new String(field(form), StandardCharsets.UTF_8);
        if (conversationId != null) {
            throw invalid("/" + CONVERSATION, "is given twice");
        }
        if (!Validation.CONVERSATION_ID.matcher(text).matches()) {
            throw invalid("/" + CONVERSATION, "is no conversation id");
        }
        // Neither needs the other.
        Answers.now(CompletableFuture.allOf(note(), target.access().requireUpload(text, caller)));
        conversationId = text;
    }

    private void takeFile(MultipartForm form) throws IOException {
        if (received != null) {
            throw invalid("/" + FILE, "is given twice; a request takes one file");
        }
        var content = form.content();
        var head = content.readNBytes(ContentTypes.HEAD_BYTES);
        var filename = Filenames.clean(Objects.requireNonNullElse(form.filename(), ""));
        var mimetype = ContentTypes.detect(head, filename);
        if (!target.config().takes(mimetype)) {
            throw ProblemException.of(415, "file-type-refused", "Files of the type " + mimetype + " are not taken.");
        }
        Answers.now(note());
        var written = new ObjectWriter(target.store())
                .write(
                        objectKey,
                        mimetype,
                        new SequenceInputStream(new ByteArrayInputStream(head), content),
                        target.config().maxBytes());
        received = new Received(filename, mimetype, written);
    }

    private CompletableFuture<Void> note() {
        if (noted == null) {
            noted = target.files().note(Instant.now(), fileId, objectKey, null);
        }
        return noted;
    }

    private StoredFile file() {
        if (conversationId == null) {
            errors.add(new FieldError("/" + CONVERSATION, Violation.MISSING, "is required"));
        }
        if (received == null) {
            errors.add(new FieldError("/" + FILE, Violation.MISSING, "is required"));
        }
        if (conversationId == null || received == null) {
            throw ProblemException.validation("The form lacks a field; see errors.", errors);
        }
        return new StoredFile(
                fileId,
                conversationId,
                caller,
                received.filename(),
                received.written().sizeBytes(),
                received.mimetype(),
                received.written().checksum(),
                objectKey,
                null,
                StoredFile.State.READY,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private void discard() {
        try {
            target.store().delete(objectKey);
        } catch (StoreUnavailableException e) {
            // Why the upload failed is thrown; the object is found by its note.
        }
    }

    private static byte[] field(MultipartForm form) throws IOException {
        var bytes = form.content().readNBytes(FIELD_BYTES + 1);
        if (bytes.length > FIELD_BYTES) {
            throw invalid("/" + form.name(), "has more than " + FIELD_BYTES + " bytes");
        }
        return bytes;
    }

    private static ProblemException invalid(String pointer, String detail) {
        return ProblemException.validation(
                "A field of the form breaks a rule; see errors.",
                List.of(new FieldError(pointer, Violation.INVALID, detail)));
    }
}

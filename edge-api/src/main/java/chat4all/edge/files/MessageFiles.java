package chat4all.edge.files;

import chat4all.edge.async.Outage;
import chat4all.edge.cassandra.CarriedFileTable;
import chat4all.edge.cassandra.EventRow;
import chat4all.edge.cassandra.FileTable;
import chat4all.edge.conversations.Membership;
import chat4all.edge.conversations.Memberships;
import chat4all.edge.http.Problems;
import chat4all.edge.topology.Answer.Absent;
import chat4all.edge.topology.Answer.Found;
import chat4all.runtime.files.StoredFile;
import chat4all.runtime.http.Problem.FieldError;
import chat4all.runtime.http.ProblemException;
import chat4all.schemas.SendMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** Files that messages carry: whether a message may, and how it shows them. Messages without a file cost nothing here. */
public final class MessageFiles {
    private static final String TEXT = "text";

    private final FileTable files;
    private final CarriedFileTable carried;
    private final Memberships memberships;

    public MessageFiles(FileTable files, CarriedFileTable carried, Memberships memberships) {
        this.files = files;
        this.carried = carried;
        this.memberships = memberships;
    }

    /**
     * The type of a message that is admitted to its conversation: what its sender said or, of one that carries a file and
     * does not say, {@code image}, {@code audio}, {@code video} or {@code document}. Fails with the problem that refuses the file.
     */
    public CompletableFuture<String> typeOf(SendMessage message) {
        var fileId = message.fileId();
        if (fileId == null) {
            return CompletableFuture.completedFuture(message.messageType());
        }
        return files.find(fileId)
                .thenCompose(found -> permitted(message, found))
                .thenApply(file -> message.messageType().equals(TEXT) ? kind(file.mimetype()) : message.messageType());
    }

    /** The files of messages by their ids; without those that are not known, or cannot be read now. */
    public CompletableFuture<Map<String, AttachedFile>> of(String conversationId, List<EventRow> messages) {
        var asked = messages.stream()
                .filter(message -> !message.isDeleted())
                .flatMap(message -> Stream.ofNullable(message.fileId()))
                .distinct()
                .map(this::findOrNone)
                .toList();
        if (asked.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> {
                    Map<String, AttachedFile> found = new HashMap<>();
                    asked.stream()
                            .flatMap(file -> file.join().stream())
                            .filter(file ->
                                    file.isReady() && file.conversationId().equals(conversationId))
                            .forEach(file -> found.put(file.fileId(), AttachedFile.of(file)));
                    return found;
                });
    }

    /** The file of one message. */
    public CompletableFuture<Optional<AttachedFile>> of(String conversationId, EventRow message) {
        return of(conversationId, List.of(message))
                .thenApply(found -> Optional.ofNullable(message.fileId()).map(found::get));
    }

    private CompletableFuture<Optional<StoredFile>> findOrNone(String fileId) {
        return files.find(fileId).exceptionally(failure -> {
            if (failure instanceof Outage || failure.getCause() instanceof Outage) {
                return Optional.empty();
            }
            throw new CompletionException(failure);
        });
    }

    private CompletableFuture<StoredFile> permitted(SendMessage message, Optional<StoredFile> found) {
        var file = found.orElseThrow(MessageFiles::unknown);
        boolean own = file.uploader().equals(message.senderId());
        var known = own ? CompletableFuture.completedFuture(true) : isMember(file, message.senderId());
        return known.thenCombine(carried.isGone(file.fileId()), (allowed, gone) -> {
            if (!allowed || gone) {
                throw unknown();
            }
            if (!file.conversationId().equals(message.conversationId())) {
                throw refused("file-not-in-conversation", "was uploaded into another conversation");
            }
            if (!file.isReady()) {
                throw refused("file-not-ready", "is not complete");
            }
            return file;
        });
    }

    private CompletableFuture<Boolean> isMember(StoredFile file, String user) {
        return memberships
                .find(file.conversationId(), membership -> membership.has(user))
                .thenApply(answer -> {
                    if (answer instanceof Found<Membership> found) {
                        return found.value().has(user);
                    }
                    if (answer instanceof Absent) {
                        return false;
                    }
                    throw Problems.unavailable("Whether you may send the file cannot be checked now.");
                });
    }

    private static ProblemException unknown() {
        return refused("file-not-found", "is no file that you may send");
    }

    private static ProblemException refused(String code, String detail) {
        return Problems.refused(code, "The file " + detail + ".", List.of(new FieldError("/file_id", code, detail)));
    }

    private static String kind(String mimetype) {
        var group = mimetype.split("/", 2)[0];
        return switch (group) {
            case "image", "audio", "video" -> group;
            default -> "document";
        };
    }
}

package chat4all.edge.files;

import chat4all.edge.cassandra.CarriedFileTable;
import chat4all.edge.cassandra.FileTable;
import chat4all.edge.conversations.Membership;
import chat4all.edge.conversations.Memberships;
import chat4all.edge.http.Problems;
import chat4all.edge.topology.Answer;
import chat4all.edge.topology.Answer.Absent;
import chat4all.edge.topology.Answer.Found;
import chat4all.runtime.files.StoredFile;
import chat4all.schemas.Validation;
import java.util.concurrent.CompletableFuture;

/**
 * Who may have a file: the members of its conversation, asked anew at each call; while there is no such conversation yet,
 * whoever uploaded it. Nobody else learns that it exists, and nobody at all once every message that carried it is deleted.
 */
public final class FileAccess {
    private final FileTable files;
    private final CarriedFileTable carried;
    private final Memberships memberships;

    public FileAccess(FileTable files, CarriedFileTable carried, Memberships memberships) {
        this.files = files;
        this.carried = carried;
        this.memberships = memberships;
    }

    /** The file, in whatever state; fails with 404 for who may not know of it. */
    public CompletableFuture<StoredFile> readable(String fileId, String caller) {
        return files.find(fileId).thenCompose(found -> {
            var file = found.orElseThrow(() -> Problems.notFound("file"));
            return memberships.fresh(file.conversationId()).thenCombine(carried.isGone(fileId), (answer, gone) -> {
                if (!mayRead(file, caller, answer) || gone) {
                    throw Problems.notFound("file");
                }
                return file;
            });
        });
    }

    /** The file, whose bytes are all there and right; 404 as long as they are not. */
    public CompletableFuture<StoredFile> ready(String fileId, String caller) {
        return readable(fileId, caller).thenApply(file -> {
            if (!file.isReady()) {
                throw Problems.notFound("file");
            }
            return file;
        });
    }

    /** Fails with the problem that refuses an upload into the conversation. */
    public CompletableFuture<Void> requireUpload(String conversationId, String caller) {
        return memberships
                .find(conversationId, membership -> membership.has(caller))
                .thenAccept(answer -> {
                    if (answer instanceof Found<Membership> found) {
                        if (!found.value().has(caller)) {
                            throw Problems.notAMember();
                        }
                    } else if (!(answer instanceof Absent)) {
                        throw unchecked();
                    } else if (Validation.isReserved(conversationId)) {
                        throw Problems.notFound("conversation");
                    }
                });
    }

    private static boolean mayRead(StoredFile file, String caller, Answer<Membership> answer) {
        if (answer instanceof Found<Membership> found) {
            return found.value().has(caller);
        }
        if (answer instanceof Absent) {
            return file.uploader().equals(caller);
        }
        throw unchecked();
    }

    private static RuntimeException unchecked() {
        return Problems.unavailable("Your membership of the conversation cannot be checked now.");
    }
}

package chat4all.edge.uploads;

import static chat4all.edge.uploads.Passes.answer;

import chat4all.edge.cassandra.CarriedFileTable;
import chat4all.edge.cassandra.CarriedFileTable.Released;
import chat4all.edge.cassandra.UploadTable;
import chat4all.runtime.cassandra.FileRows;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.files.StoredFile;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/**
 * Deletes the files of deleted messages: object, thumbnail, row, and last the note by which they were found. A file that
 * another message carries stays. Nobody can have such a file from the deletion of its message on; this is how its bytes
 * follow, within two minutes, or when the store and Cassandra are back. Every edge does it; each step may be done twice.
 */
public final class ReleasedFiles implements AutoCloseable {
    /** A message that was accepted before the deletion, and carries the file too, is stored by then. */
    static final Duration GRACE = Duration.ofMinutes(1);

    private static final Duration BETWEEN = Duration.ofMinutes(1);
    /** How long the edges may be away, all of them, before a note is overlooked. */
    private static final Duration LONGEST = Duration.ofDays(30);
    /** For so long after its hour a note may still be written: by a sink that waits for Cassandra. */
    private static final int HOURS_OPEN = 2;

    private static final int PAGE = 500;
    /** Looked at in one pass; what is left waits for the next. */
    private static final int MOST = 5_000;

    private final UploadTable files;
    private final CarriedFileTable carried;
    private final ObjectStore store;
    private final InstantSource clock;
    private final Counter deleted;
    private final Passes passes;
    /** Hours in which nothing is left, so that they are not read again. */
    private final Set<Long> done = new HashSet<>();

    public ReleasedFiles(
            UploadTable files, CarriedFileTable carried, ObjectStore store, InstantSource clock, MeterRegistry meters) {
        this.files = files;
        this.carried = carried;
        this.store = store;
        this.clock = clock;
        deleted = Counter.builder("files.deleted")
                .description("files deleted because every message that carried them was")
                .register(meters);
        passes = new Passes("released-files", BETWEEN, this::pass);
    }

    /** Begins, again and again. */
    public void start() {
        passes.start();
    }

    /** Through the notes, up to a bound; whether those were all. */
    public boolean pass() {
        var now = clock.instant();
        long current = FileRows.hour(now);
        long oldest = FileRows.hour(now.minus(LONGEST));
        done.removeIf(hour -> hour < oldest);
        int left = MOST;
        for (long hour = oldest; hour <= current && left > 0; hour++) {
            if (!done.contains(hour)) {
                left -= pass(hour, now, left, hour + HOURS_OPEN < current);
            }
        }
        return left > 0;
    }

    /** How many notes there were. */
    private int pass(long hour, Instant now, int most, boolean isClosed) {
        int seen = 0;
        boolean all = true;
        var page = answer(carried.released(hour, "", PAGE));
        while (!page.isEmpty() && seen < most) {
            for (var note : page) {
                seen++;
                all &= settle(note, now);
            }
            page = answer(carried.released(hour, page.get(page.size() - 1).fileId(), PAGE));
        }
        if (isClosed && all && page.isEmpty()) {
            done.add(hour);
        }
        return seen;
    }

    /** Whether nothing is left to do about it. */
    private boolean settle(Released note, Instant now) {
        if (note.at().plus(GRACE).isAfter(now)) {
            return false;
        }
        if (answer(carried.isGone(note.fileId()))) {
            answer(files.find(note.fileId())).ifPresent(upload -> delete(upload.file()));
        }
        answer(carried.forget(note));
        return true;
    }

    /** The row last: it says where the bytes are. */
    private void delete(StoredFile file) {
        store.discard(file.objectKey());
        var thumbnail = file.thumbnailKey();
        if (thumbnail != null && !thumbnail.equals(StoredFile.NO_THUMBNAIL)) {
            store.discard(thumbnail);
        }
        if (answer(files.drop(file.fileId(), file.state()))) {
            deleted.increment();
        }
    }

    @Override
    public void close() {
        passes.close();
    }
}

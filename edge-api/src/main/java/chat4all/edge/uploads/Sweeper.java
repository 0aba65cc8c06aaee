package chat4all.edge.uploads;

import static chat4all.edge.uploads.Passes.answer;

import chat4all.edge.cassandra.UploadTable;
import chat4all.edge.cassandra.UploadTable.Note;
import chat4all.edge.cassandra.UploadTable.Upload;
import chat4all.runtime.cassandra.FileRows;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.files.StoredFile.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Deletes what was begun and did not become a file within {@link #EXPIRY}, and goes on with files that somebody left
 * verifying. Goes by the notes that are written before any byte. Every edge sweeps, at its own times; each step may be
 * done twice. While the store or Cassandra is away nothing is forgotten.
 */
public final class Sweeper implements AutoCloseable {
    /** How long an upload may take. */
    public static final Duration EXPIRY = Duration.ofHours(24);

    /** A note that nobody could settle for so long is a matter for people: its object is in the way of nobody. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final Duration BETWEEN = Duration.ofMinutes(15);
    private static final int PAGE = 500;
    /** Looked at in one pass; what is left waits for the next. */
    private static final int MOST = 20_000;

    private final UploadTable table;
    private final ObjectStore store;
    private final Verifier verifier;
    private final InstantSource clock;
    private final int most;
    private final Counter swept;
    private final Passes passes;
    /** Hours in which nothing is left, so that they are not read again. */
    private final Set<Long> done = new HashSet<>();

    private boolean first = true;
    private long resumeHour;
    private String resumeAfter = "";

    public Sweeper(UploadTable table, ObjectStore store, Verifier verifier, InstantSource clock, MeterRegistry meters) {
        this(table, store, verifier, clock, meters, MOST);
    }

    /** @param most notes looked at in one pass */
    public Sweeper(
            UploadTable table,
            ObjectStore store,
            Verifier verifier,
            InstantSource clock,
            MeterRegistry meters,
            int most) {
        this.table = table;
        this.store = store;
        this.verifier = verifier;
        this.clock = clock;
        this.most = most;
        swept = Counter.builder("files.swept")
                .description("objects deleted because they had not become a file in time")
                .register(meters);
        passes = new Passes("upload-sweeper", BETWEEN, this::pass);
    }

    /** Begins to sweep, again and again. */
    public void start() {
        passes.start();
    }

    /** Through the notes, up to a bound; whether those were all. */
    public boolean pass() {
        var now = clock.instant();
        long current = FileRows.hour(now);
        long oldest = FileRows.hour(now.minus(LONGEST));
        done.removeIf(hour -> hour < oldest);
        int left = most;
        long hour = oldest;
        for (; hour <= current && isExpired(hour, now) && left > 0; hour++) {
            if (!done.contains(hour)) {
                left -= sweep(hour, left);
            }
        }
        return left > 0 && resume(hour, current, now, left);
    }

    /** Whether the youngest note of the hour is too old, and no URL of it is taken any more. */
    private static boolean isExpired(long hour, Instant now) {
        return !Instant.EPOCH
                .plus(Duration.ofHours(hour + 1))
                .plus(EXPIRY)
                .plus(Uploads.URLS)
                .isAfter(now);
    }

    /** How many notes there were. */
    private int sweep(long hour, int most) {
        int seen = 0;
        int kept = 0;
        var page = page(hour, "", most);
        while (!page.isEmpty()) {
            for (var note : page) {
                seen++;
                if (settle(note)) {
                    answer(table.forget(note));
                } else {
                    kept++;
                }
            }
            page = page(hour, page.get(page.size() - 1).objectKey(), most - seen);
        }
        if (seen < most && kept == 0) {
            done.add(hour);
        }
        return seen;
    }

    /** Whether nothing is left to do about it. */
    private boolean settle(Note note) {
        var upload = answer(table.find(note.fileId()));
        if (upload.isEmpty() || !isOf(note, upload.get())) {
            discard(note);
            return true;
        }
        var state = upload.get().file().state();
        if (state == State.READY) {
            return true;
        }
        if (state == State.VERIFYING) {
            verifier.goOn(upload.get());
            return false;
        }
        if (!answer(table.drop(note.fileId(), state))) {
            return false;
        }
        discard(note);
        return true;
    }

    private static boolean isOf(Note note, Upload upload) {
        return note.objectKey().equals(upload.file().objectKey())
                || note.objectKey().equals(upload.file().thumbnailKey());
    }

    private void discard(Note note) {
        store.discard(note.objectKey());
        swept.increment();
    }

    /**
     * Goes on with what was left verifying: at the start with all, for its edge may have been this one. Begins where the
     * pass before came to its bound; whether it came to the end.
     */
    private boolean resume(long oldest, long current, Instant now, int most) {
        int left = most;
        if (resumeHour < oldest) {
            resumeHour = oldest;
            resumeAfter = "";
        }
        for (; resumeHour <= current; resumeHour++) {
            var page = page(resumeHour, resumeAfter, left);
            while (!page.isEmpty()) {
                page.forEach(note -> resume(note, now));
                left -= page.size();
                resumeAfter = page.get(page.size() - 1).objectKey();
                page = page(resumeHour, resumeAfter, left);
            }
            if (left == 0) {
                return false;
            }
            resumeAfter = "";
        }
        resumeHour = 0;
        first = false;
        return true;
    }

    private void resume(Note note, Instant now) {
        if (note.storeId() != null) {
            answer(table.find(note.fileId()))
                    .filter(upload -> upload.file().state() == State.VERIFYING && (first || isLeft(upload, now)))
                    .ifPresent(verifier::goOn);
        }
    }

    /** Whether it takes longer than it should: a minute, and a second for every 10 MB. */
    static boolean isLeft(Upload upload, Instant now) {
        var patience = Duration.ofMinutes(1).plusSeconds(upload.file().sizeBytes() / 10_000_000);
        return upload.since().plus(patience).isBefore(now);
    }

    /** None when there is no room for more. */
    private List<Note> page(long hour, String after, int most) {
        return most <= 0 ? List.of() : answer(table.notes(hour, after, Math.min(PAGE, most)));
    }

    @Override
    public void close() {
        passes.close();
    }
}

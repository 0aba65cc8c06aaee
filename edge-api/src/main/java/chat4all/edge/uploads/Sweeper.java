package chat4all.edge.uploads;

import chat4all.edge.async.Outage;
import chat4all.edge.cassandra.UploadTable;
import chat4all.edge.cassandra.UploadTable.Note;
import chat4all.edge.cassandra.UploadTable.Upload;
import chat4all.runtime.cassandra.FileRows;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.files.StoreUnavailableException;
import chat4all.runtime.files.StoredFile.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what was begun and did not become a file within {@link #EXPIRY}, and goes on with files that somebody left
 * verifying. Goes by the notes that are written before any byte. Every edge sweeps, at its own times; each step may be
 * done twice. While the store or Cassandra is away nothing is forgotten.
 */
public final class Sweeper implements AutoCloseable {
    /** How long an upload may take. */
    public static final Duration EXPIRY = Duration.ofHours(24);

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
    /** A note that nobody could settle for so long is a matter for people: its object is in the way of nobody. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final Duration BETWEEN = Duration.ofMinutes(15);
    private static final Duration AFTER_OUTAGE = Duration.ofSeconds(3);
    private static final int PAGE = 500;
    /** Settled in one pass; what is left waits for the next. */
    private static final int MOST = 20_000;

    private final UploadTable table;
    private final ObjectStore store;
    private final Verifier verifier;
    private final InstantSource clock;
    private final Counter swept;
    private final Thread thread;
    /** Hours in which nothing is left, so that they are not read again. */
    private final Set<Long> done = new HashSet<>();

    private boolean first = true;

    public Sweeper(UploadTable table, ObjectStore store, Verifier verifier, InstantSource clock, MeterRegistry meters) {
        this.table = table;
        this.store = store;
        this.verifier = verifier;
        this.clock = clock;
        swept = Counter.builder("files.swept")
                .description("objects deleted because they had not become a file in time")
                .register(meters);
        thread = new Thread(this::run, "upload-sweeper");
        thread.setDaemon(true);
    }

    /** Begins to sweep, again and again. */
    public void start() {
        thread.start();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(jittered(pauseAfterPass()).toMillis());
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Duration pauseAfterPass() {
        try {
            pass();
            return BETWEEN;
        } catch (Outage | StoreUnavailableException away) {
            log.debug("the sweep goes on later: {}", away.getMessage());
        } catch (RuntimeException e) {
            log.warn("the sweep broke off", e);
        }
        return AFTER_OUTAGE;
    }

    /** Edges that start together do not sweep together. */
    private static Duration jittered(Duration pause) {
        return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 4));
    }

    /** Once through all notes. */
    public void pass() {
        var now = clock.instant();
        long current = FileRows.hour(now);
        long oldest = FileRows.hour(now.minus(LONGEST));
        done.removeIf(hour -> hour < oldest);
        int left = MOST;
        for (long hour = oldest; hour <= current && left > 0; hour++) {
            if (!done.contains(hour)) {
                left -= isExpired(hour, now) ? sweep(hour, left) : resume(hour, now);
            }
        }
        first = false;
    }

    /** Whether the youngest note of the hour is too old. */
    private static boolean isExpired(long hour, Instant now) {
        return !Instant.EPOCH.plus(Duration.ofHours(hour + 1)).plus(EXPIRY).isAfter(now);
    }

    /** How many notes there were. */
    private int sweep(long hour, int most) {
        int seen = 0;
        int kept = 0;
        var page = page(hour, "");
        while (!page.isEmpty() && seen < most) {
            for (var note : page) {
                seen++;
                if (settle(note)) {
                    answer(table.forget(note));
                } else {
                    kept++;
                }
            }
            page = page(hour, page.get(page.size() - 1).objectKey());
        }
        if (page.isEmpty() && kept == 0) {
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

    /** Goes on with what was left verifying: at the start with all, for its edge may have been this one. */
    private int resume(long hour, Instant now) {
        var page = page(hour, "");
        while (!page.isEmpty()) {
            page.stream()
                    .filter(note -> note.storeId() != null)
                    .flatMap(note -> answer(table.find(note.fileId())).stream())
                    .filter(upload -> upload.file().state() == State.VERIFYING && (first || isLeft(upload, now)))
                    .forEach(verifier::goOn);
            page = page(hour, page.get(page.size() - 1).objectKey());
        }
        return 0;
    }

    /** Whether it takes longer than it should: a minute, and a second for every 10 MB. */
    static boolean isLeft(Upload upload, Instant now) {
        var patience = Duration.ofMinutes(1).plusSeconds(upload.file().sizeBytes() / 10_000_000);
        return upload.since().plus(patience).isBefore(now);
    }

    private List<Note> page(long hour, String after) {
        return answer(table.notes(hour, after, PAGE));
    }

    private static <T> T answer(CompletableFuture<T> asked) {
        try {
            return asked.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

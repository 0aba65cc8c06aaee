package chat4all.connectors.simulator.webhooks;

import chat4all.connectors.simulator.faults.Effect;
import chat4all.connectors.simulator.faults.Faults;
import chat4all.connectors.simulator.faults.Target;
import chat4all.connectors.simulator.world.Ids;
import chat4all.connectors.simulator.world.Platform;
import chat4all.connectors.simulator.world.Timeline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks of one platform on their way: at least once, in the order of their chat unless a fault or (Graph platforms) a
 * failure mixes them, repeated with doubling delay for as long as the platform would. At most 20,000 wait; the newest
 * is refused beyond that. 40 requests are under way at most.
 */
public final class Outbox {
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_UNDER_WAY = 40;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(90);
    private static final Duration LONGEST_BATCH = Duration.ofMillis(200);

    private final Platform platform;
    private final Envelope envelope;
    private final Courier courier;
    private final Faults faults;
    private final Timeline timeline;
    private final Ids ids;
    private final Map<String, Deque<Parcel>> waiting = new HashMap<>();
    private final Deque<String> ready = new ArrayDeque<>();
    private final Set<String> busy = new HashSet<>();
    private final List<Hook> batch = new ArrayList<>();
    private int count;
    private int underWay;
    private long dropped;
    /** Changes with {@link #clear()}: what is under way then comes back to nothing. */
    private int era;

    public Outbox(Platform platform, Envelope envelope, Courier courier, Faults faults, Timeline timeline, Ids ids) {
        this.platform = platform;
        this.envelope = envelope;
        this.courier = courier;
        this.faults = faults;
        this.timeline = timeline;
        this.ids = ids;
    }

    /** Sees to it that the hook goes out, as the faults in force will have it. */
    public void publish(Hook hook) {
        var effects = faults.on(platform, Target.WEBHOOK, hook.facts());
        var delay = Duration.ZERO;
        int times = 1;
        boolean forged = false;
        boolean apart = false;
        int batchSize = 1;
        for (var effect : effects) {
            if (effect instanceof Effect.SkipStatus skip
                    && skip.status().equals(hook.facts().get("status"))) {
                return;
            } else if (effect instanceof Effect.Duplicate duplicate) {
                times = duplicate.times();
            } else if (effect instanceof Effect.DuplicateUpTo duplicate) {
                times = 1 + ids.below(duplicate.times());
            } else if (effect instanceof Effect.Reorder reorder) {
                delay = delay.plusMillis(
                        ids.below(Math.toIntExact(reorder.window().toMillis())));
                apart = true;
            } else if (effect instanceof Effect.Delay by) {
                delay = delay.plus(by.by());
            } else if (effect instanceof Effect.SplitAlbum) {
                delay = delay.plusSeconds(Long.parseLong(hook.facts().getOrDefault("album", "0")));
            } else if (effect instanceof Effect.Batch size && platform != Platform.TELEGRAM) {
                batchSize = size.size();
            } else if (effect instanceof Effect.BadSignature) {
                forged = true;
            }
        }
        if (batchSize > 1) {
            collect(hook, batchSize);
            return;
        }
        for (int copy = 0; copy < times; copy++) {
            // Copies travel on ways of their own, so that they arrive at the same time.
            var way = apart || copy > 0 ? hook.chat() + "#" + ids.next() : hook.chat();
            var parcel = parcel(way, List.of(hook), forged);
            if (delay.isZero()) {
                accept(parcel);
            } else {
                timeline.after(delay, () -> accept(parcel));
            }
        }
    }

    /** How many wait or are under way, and how many were refused because too many waited. */
    public synchronized Backlog backlog() {
        return new Backlog(count + underWay + batch.size(), dropped);
    }

    /** Whether anything could go out now. */
    public synchronized boolean isBusy() {
        return underWay > 0 || (!ready.isEmpty() && envelope.address().isPresent());
    }

    /** The state of an outbox. */
    public record Backlog(int pending, long dropped) {}

    /** Forgets what waits. */
    public synchronized void clear() {
        waiting.clear();
        ready.clear();
        busy.clear();
        era++;
        batch.clear();
        count = 0;
        dropped = 0;
    }

    /** Lets what waits for an address try again. */
    public void wake() {
        pump();
    }

    private synchronized void collect(Hook hook, int size) {
        batch.add(hook);
        if (batch.size() >= size) {
            flush();
        } else if (batch.size() == 1) {
            timeline.after(LONGEST_BATCH, this::flush);
        }
    }

    private synchronized void flush() {
        if (!batch.isEmpty()) {
            var parcel = parcel(batch.get(0).chat(), List.copyOf(batch), false);
            batch.clear();
            accept(parcel);
        }
    }

    private Parcel parcel(String way, List<Hook> hooks, boolean forged) {
        return new Parcel("hook_" + ids.next(), way, hooks, forged, 1, timeline.now());
    }

    private void accept(Parcel parcel) {
        synchronized (this) {
            if (count >= MOST_WAITING) {
                dropped++;
                return;
            }
            enqueue(parcel, false);
        }
        pump();
    }

    private void enqueue(Parcel parcel, boolean first) {
        count++;
        var queue = waiting.computeIfAbsent(parcel.chat(), chat -> new ArrayDeque<>());
        if (first) {
            queue.addFirst(parcel);
        } else {
            queue.addLast(parcel);
        }
        if (!busy.contains(parcel.chat()) && queue.size() == 1) {
            ready.addLast(parcel.chat());
        }
    }

    private void pump() {
        for (var parcel = next(); parcel != null; parcel = next()) {
            post(parcel);
        }
    }

    private synchronized @Nullable Parcel next() {
        if (underWay >= MOST_UNDER_WAY || envelope.address().isEmpty()) {
            return null;
        }
        var chat = ready.pollFirst();
        if (chat == null) {
            return null;
        }
        var queue = Objects.requireNonNull(waiting.get(chat));
        var parcel = queue.removeFirst();
        count--;
        underWay++;
        busy.add(chat);
        if (queue.isEmpty()) {
            waiting.remove(chat);
        }
        return parcel;
    }

    private void post(Parcel parcel) {
        int posted = era();
        var address = envelope.address().orElseThrow();
        var body = envelope.wrap(parcel.hooks().stream().map(Hook::event).toList());
        var proof = envelope.proof(body, parcel.forged());
        var unused = courier.post(platform, parcel, address, proof, body, timeline.now())
                .thenAccept(outcome -> done(parcel, outcome, posted));
    }

    private void done(Parcel parcel, Courier.Outcome outcome, int posted) {
        synchronized (this) {
            underWay--;
            if (posted == era) {
                settle(parcel, outcome);
            }
        }
        pump();
    }

    private synchronized int era() {
        return era;
    }

    private void settle(Parcel parcel, Courier.Outcome outcome) {
        boolean again = !outcome.taken() && isWorthIt(parcel);
        if (again) {
            timeline.after(delay(parcel, outcome), () -> retry(parcel.again()));
        }
        if (!again || !envelope.holdsBack()) {
            free(parcel.chat());
        }
    }

    private void retry(Parcel parcel) {
        synchronized (this) {
            if (envelope.holdsBack()) {
                busy.remove(parcel.chat());
                ready.remove(parcel.chat());
                enqueue(parcel, true);
                if (!ready.contains(parcel.chat())) {
                    ready.addLast(parcel.chat());
                }
            } else {
                enqueue(parcel, false);
            }
        }
        pump();
    }

    private void free(String chat) {
        busy.remove(chat);
        if (waiting.containsKey(chat)) {
            ready.addLast(chat);
        }
    }

    private boolean isWorthIt(Parcel parcel) {
        if (parcel.forged()) {
            return false;
        }
        var longest = envelope.holdsBack() ? Duration.ofDays(1) : Duration.ofDays(7);
        return parcel.first().plus(longest).isAfter(timeline.now());
    }

    private static Duration delay(Parcel parcel, Courier.Outcome outcome) {
        var asked = outcome.retryAfter();
        if (asked != null) {
            return Duration.ofSeconds(Math.min(asked, 3_600));
        }
        var delay = FIRST_DELAY.multipliedBy(1L << Math.min(parcel.attempt() - 1, 10));
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }
}

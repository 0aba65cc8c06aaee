package chat4all.push.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.schemas.ConversationMembers.VisibleRange;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A feed alone, with a reader of very little room and a history in memory. */
class FeedTest {
    private static final Logger log = LoggerFactory.getLogger(FeedTest.class);
    private static final String CONVERSATION = "c";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Turns turns = new Turns(4);
    private final StoredLog stored = new StoredLog();

    @AfterEach
    void stop() {
        turns.close();
    }

    @Test
    void tellsEachEventOnceInOrderWhateverIsLostRepeatedRefusedOrCut() {
        long seed = 4_711;
        log.info("seed {}", seed);
        var random = new Random(seed);
        List<Long> seen = new ArrayList<>();
        int cuts = 0;
        long seq = 0;

        while (cuts < 1_000) {
            var reader = new LittleReader(20);
            var feed = resumed(reader, seen.size());
            for (int i = random.nextInt(12); i >= 0; i--) {
                seq++;
                stored.add(seq);
                if (random.nextInt(3) > 0) {
                    feed.deliver(entry(seq));
                }
                if (random.nextInt(4) == 0) {
                    feed.deliver(entry(1 + random.nextLong(seq)));
                }
                if (random.nextInt(3) == 0) {
                    reader.take(random.nextInt(30));
                    feed.goOn();
                }
            }
            reader.take(random.nextInt(30));
            feed.close();
            seen.addAll(reader.taken());
            cuts++;
        }
        seen.addAll(rest(seen.size(), seq));

        assertThat(seen).isEqualTo(upTo(seq));
    }

    @Test
    void passesOnWhatItHoldsOnceTheHoleIsFilled() {
        var reader = new LittleReader(200);
        var feed = resumed(reader, 0);

        feed.deliver(entry(3));
        feed.deliver(entry(4));
        stored.add(1);
        stored.add(2);

        awaitTaken(reader, 4);
        assertThat(reader.taken()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(reader.gaps).isEmpty();
    }

    @Test
    void leavesAHoleWhileTheHistoryIsAwayAndFillsItLate() {
        var reader = new LittleReader(200);
        stored.away = true;
        var feed = resumed(reader, 0);

        feed.deliver(entry(3));
        awaitTaken(reader, 1);
        assertThat(reader.gaps).containsExactly(new Sight.Span(1, 2));
        feed.deliver(entry(4));
        LongStream.rangeClosed(1, 4).forEach(stored::add);
        stored.away = false;

        awaitTaken(reader, 4);
        assertThat(reader.taken()).containsExactly(3L, 4L, 1L, 2L);
        assertThat(reader.late).containsExactly(1L, 2L);
    }

    @Test
    void saysThatItIsCaughtUpAfterWhatWasMissed() {
        LongStream.rangeClosed(1, 250).forEach(stored::add);
        var reader = new LittleReader(400);
        resumed(reader, 100);

        await().atMost(PATIENCE).until(() -> reader.caughtUpAt == 250);

        assertThat(reader.takenAndWaiting()).isEqualTo(150);
    }

    /** The newest seq comes from the list of conversations, which is written beside the events, not with them. */
    @Test
    void isCaughtUpWithWhatIsStoredAlthoughItWasToldOfLess() {
        LongStream.rangeClosed(1, 5).forEach(stored::add);
        var reader = new LittleReader(400);
        var feed = new Feed("user", reader, stored, turns, 10, Feed.Start.WHEN_RESUMED);

        feed.resume(Map.of(CONVERSATION, 1L), Map.of(CONVERSATION, 2L));

        await().atMost(PATIENCE).until(() -> reader.caughtUpAt > 0);
        assertThat(reader.caughtUpAt).isEqualTo(5);
        assertThat(reader.takenAndWaiting()).isEqualTo(4);
    }

    /** Goes on after so many events, knowing how far the history has come. */
    private Feed resumed(LittleReader reader, long after) {
        var feed = new Feed("user", reader, stored, turns, 10, Feed.Start.WHEN_RESUMED);
        reader.feed = feed;
        feed.resume(Map.of(CONVERSATION, after), Map.of(CONVERSATION, stored.head()));
        return feed;
    }

    private List<Long> rest(long after, long last) {
        var reader = new LittleReader(20);
        resumed(reader, after);
        awaitTaken(reader, (int) (last - after));
        return reader.taken();
    }

    private static void awaitTaken(LittleReader reader, int count) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> {
            reader.take(10);
            var feed = reader.feed;
            if (feed != null) {
                feed.goOn();
            }
            return reader.taken().size() >= count;
        });
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static LogEntry entry(long seq) {
        return new LogEntry(CONVERSATION, seq, "message.created", 0, "user", "{}", null, true);
    }

    /** Takes from its queue only when told to. */
    private static final class LittleReader implements Reader {
        private final int capacity;
        private final Deque<Unsent> waiting = new ArrayDeque<>();
        private final List<Long> taken = new ArrayList<>();
        final List<Long> late = new ArrayList<>();
        final List<Sight.Span> gaps = new ArrayList<>();
        volatile long caughtUpAt;
        volatile @Nullable Feed feed;

        LittleReader(int capacity) {
            this.capacity = capacity;
        }

        synchronized void take(int count) {
            for (int i = 0; i < count && !waiting.isEmpty(); i++) {
                var frame = waiting.removeFirst();
                if (frame.seq() > 0) {
                    taken.add(frame.seq());
                }
                if (frame.late()) {
                    late.add(frame.seq());
                }
            }
        }

        synchronized List<Long> taken() {
            return List.copyOf(taken);
        }

        synchronized int takenAndWaiting() {
            return taken.size()
                    + (int) waiting.stream().filter(frame -> frame.seq() > 0).count();
        }

        @Override
        public synchronized boolean event(LogEntry entry, boolean isLate) {
            return offer(new Unsent(entry.conversationId(), entry.seq(), isLate));
        }

        @Override
        public synchronized void gap(String conversationId, long firstSeq, long lastSeq) {
            gaps.add(new Sight.Span(firstSeq, lastSeq));
        }

        @Override
        public synchronized boolean caughtUp(String conversationId, long seq) {
            caughtUpAt = seq;
            return offer(new Unsent(conversationId, 0, false));
        }

        @Override
        public synchronized boolean hasRoom() {
            return waiting.size() <= capacity / 4;
        }

        private record Unsent(String conversationId, long seq, boolean late) {}

        private boolean offer(Unsent frame) {
            return waiting.size() < capacity && waiting.add(frame);
        }
    }

    private static final class StoredLog implements History {
        private final ConcurrentSkipListMap<Long, LogEntry> events = new ConcurrentSkipListMap<>();
        volatile boolean away;

        void add(long seq) {
            events.put(seq, entry(seq));
        }

        long head() {
            return events.isEmpty() ? 0 : events.lastKey();
        }

        @Override
        public CompletionStage<Map<String, Long>> heads(String userId, int limit) {
            return answer(Map.of(CONVERSATION, head()));
        }

        @Override
        public CompletionStage<Sight> sight(String conversationId, String userId) {
            return answer(new Sight(List.of(new VisibleRange(1, null))));
        }

        @Override
        public CompletionStage<List<LogEntry>> events(
                String conversationId, String reader, long first, long last, int limit) {
            return answer(events.subMap(first, true, last, true).values().stream()
                    .limit(limit)
                    .toList());
        }

        @Override
        public CompletionStage<Map<String, Mark>> marks(String conversationId) {
            return answer(Map.of());
        }

        @Override
        public CompletionStage<List<OwnStatus>> ownStatuses(
                String conversationId, String userId, long last, int limit) {
            return answer(List.of());
        }

        @Override
        public CompletionStage<List<String>> members(String conversationId) {
            return answer(List.of());
        }

        private <T> CompletionStage<T> answer(T value) {
            return away
                    ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                    : CompletableFuture.completedFuture(value);
        }
    }
}

package chat4all.topology;

import static java.util.Objects.requireNonNull;

import chat4all.schemas.ConversationEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The place of a conversation's newest event: where the next one goes. */
record SeqState(long seq, long ordinal, Instant at) {
    /** Leaves room for a status's rank between the write timestamps of two events. */
    static final long STEP_MICROS = 16;

    static final SeqState NONE = new SeqState(0, 0, Instant.EPOCH);

    SeqState {
        requireNonNull(at, "at");
    }

    static SeqState of(ConversationEvent event) {
        return new SeqState(event.seq(), event.ordinal(), event.at());
    }

    /** The next place, at the command's broker time or {@link #STEP_MICROS} after the last event. */
    SeqState next(boolean message, long timestampMillis) {
        Instant earliest = at.plus(STEP_MICROS, ChronoUnit.MICROS);
        Instant asked = Instant.ofEpochMilli(timestampMillis);
        return new SeqState(seq + 1, message ? ordinal + 1 : ordinal, asked.isBefore(earliest) ? earliest : asked);
    }
}

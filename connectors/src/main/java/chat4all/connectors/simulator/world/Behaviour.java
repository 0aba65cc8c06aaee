package chat4all.connectors.simulator.world;

import org.jspecify.annotations.Nullable;

/**
 * What a person does without being told.
 *
 * @param deliveredAfterMs from the platform's acceptance to the delivery receipt
 * @param readAfterMs from the delivery to the read receipt; null reads only when told to
 * @param reply {@code echo} sends the text back, any other text is sent as it is; null answers nothing
 * @param skipDelivered the delivery receipt is left out, as WhatsApp may do
 * @param offline the phone is off: nothing is shown or delivered until it is on again
 */
public record Behaviour(
        long deliveredAfterMs,
        @Nullable Long readAfterMs,
        @Nullable String reply,
        boolean skipDelivered,
        boolean blocksUs,
        boolean optedOut,
        boolean offline) {

    public static final Behaviour DEFAULT = new Behaviour(300, null, null, false, false, false, false);

    /** The same with the phone off or on. */
    public Behaviour withOffline(boolean off) {
        return new Behaviour(deliveredAfterMs, readAfterMs, reply, skipDelivered, blocksUs, optedOut, off);
    }
}

package chat4all.bench;

/** A direct conversation of two participants. */
record Talk(String conversationId, Participant one, Participant other) {

    /** The participant of that side, 0 or 1. */
    Participant side(int side) {
        return side == 0 ? one : other;
    }
}

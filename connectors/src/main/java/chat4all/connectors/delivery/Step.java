package chat4all.connectors.delivery;

import java.time.Duration;

/** What is to be done with a send after a try. */
sealed interface Step {

    /** It is over, one way or the other; the next of its lane may go. */
    record Done() implements Step {}

    /** Not yet: nothing of its lane goes before it. */
    record Wait(Duration pause) implements Step {}
}

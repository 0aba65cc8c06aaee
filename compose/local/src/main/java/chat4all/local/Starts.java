package chat4all.local;

import chat4all.servers.ProcessSpec;
import java.util.function.UnaryOperator;

/**
 * How a process is started with the stack, and how it is started again while the stack runs: then another part may be
 * away, and what does not need that part must not wait for it.
 */
record Starts(ProcessSpec first, ProcessSpec again) {

    static Starts alike(ProcessSpec spec) {
        return new Starts(spec, spec);
    }

    String name() {
        return first.name();
    }

    Starts map(UnaryOperator<ProcessSpec> change) {
        return new Starts(change.apply(first), change.apply(again));
    }
}

package chat4all.connectors.simulator.faults;

import java.util.function.DoubleSupplier;

/** Which of the calls that match a rule it hits. */
public sealed interface Trigger {
    record Always() implements Trigger {}

    /** The next so many calls, then never again. */
    record Next(int calls) implements Trigger {}

    /** Each n-th call. */
    record Every(int calls) implements Trigger {}

    record Probability(double p) implements Trigger {}

    /** Whether the {@code count}-th matching call (from 1) is hit. */
    default boolean hits(long count, DoubleSupplier fraction) {
        if (this instanceof Next next) {
            return count <= next.calls;
        }
        if (this instanceof Every every) {
            return count % every.calls == 0;
        }
        return !(this instanceof Probability probability) || fraction.getAsDouble() < probability.p;
    }

    /** Throws {@link IllegalArgumentException} with the reason. */
    static Trigger parse(String text) {
        try {
            if (text.equals("always")) {
                return new Always();
            }
            if (text.startsWith("next:")) {
                return new Next(positive(text.substring(5)));
            }
            if (text.startsWith("every:")) {
                return new Every(positive(text.substring(6)));
            }
            if (text.startsWith("probability:")) {
                double p = Double.parseDouble(text.substring(12));
                if (p >= 0 && p <= 1) {
                    return new Probability(p);
                }
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not a trigger: always, next:N, every:N or probability:p with p from 0 to 1");
    }

    private static int positive(String text) {
        int value = Integer.parseInt(text);
        if (value < 1) {
            throw new NumberFormatException();
        }
        return value;
    }
}

/** Faults: rules that break answers and webhooks on purpose. */
@NullMarked
package chat4all.connectors.simulator.faults;

import org.jspecify.annotations.NullMarked;

/** Webhooks on their way out: signed, queued, repeated until taken, and logged. */
@NullMarked
package chat4all.connectors.simulator.webhooks;

import org.jspecify.annotations.NullMarked;

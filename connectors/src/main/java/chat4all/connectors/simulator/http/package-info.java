/** How the simulator answers, and how it fails to answer when a fault says so. */
@NullMarked
package chat4all.connectors.simulator.http;

import org.jspecify.annotations.NullMarked;

/** The control plane under /sim: for tests, demonstrations and the page with the phones. */
@NullMarked
package chat4all.connectors.simulator.control;

import org.jspecify.annotations.NullMarked;

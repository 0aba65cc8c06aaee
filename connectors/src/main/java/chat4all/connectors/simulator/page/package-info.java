/** The page at the root: the phones, live. */
@NullMarked
package chat4all.connectors.simulator.page;

import org.jspecify.annotations.NullMarked;

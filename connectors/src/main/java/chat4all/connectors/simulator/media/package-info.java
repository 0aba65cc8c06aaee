/** Files that were sent, kept on disk for a while. */
@NullMarked
package chat4all.connectors.simulator.media;

import org.jspecify.annotations.NullMarked;

/** Reads and writes topics. */
@NullMarked
package chat4all.connectors.kafka;

import org.jspecify.annotations.NullMarked;

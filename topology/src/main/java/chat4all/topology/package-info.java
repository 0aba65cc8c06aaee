/** The core: one Kafka Streams topology that decides what takes place, in which order, and what became of it. */
@NullMarked
package chat4all.topology;

import org.jspecify.annotations.NullMarked;

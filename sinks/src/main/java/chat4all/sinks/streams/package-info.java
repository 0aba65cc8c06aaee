/** How a Kafka Streams application writes to something that is not Kafka and loses nothing. */
@NullMarked
package chat4all.sinks.streams;

import org.jspecify.annotations.NullMarked;

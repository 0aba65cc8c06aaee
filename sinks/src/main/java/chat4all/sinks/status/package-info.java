/** From the messages' states and the members' watermarks to Cassandra. */
@NullMarked
package chat4all.sinks.status;

import org.jspecify.annotations.NullMarked;

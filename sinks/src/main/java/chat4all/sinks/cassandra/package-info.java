/** All statements that the sinks send to Cassandra; the only package that knows its driver. */
@NullMarked
package chat4all.sinks.cassandra;

import org.jspecify.annotations.NullMarked;

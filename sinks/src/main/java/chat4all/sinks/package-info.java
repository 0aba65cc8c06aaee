/** The process that makes Cassandra's tables and Redis's notifications out of the topics. */
@NullMarked
package chat4all.sinks;

import org.jspecify.annotations.NullMarked;

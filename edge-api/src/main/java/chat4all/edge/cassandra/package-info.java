/** Reads of the tables that the sinks fill, and the accounts; the only package that knows the driver. */
@NullMarked
package chat4all.edge.cassandra;

import org.jspecify.annotations.NullMarked;

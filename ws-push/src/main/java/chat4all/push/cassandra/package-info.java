/** Reads what the sinks have stored; the only package that knows the driver. */
@NullMarked
package chat4all.push.cassandra;

import org.jspecify.annotations.NullMarked;

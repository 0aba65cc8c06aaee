/** A session with Cassandra, configured the same way in every process. */
@NullMarked
package chat4all.runtime.cassandra;

import org.jspecify.annotations.NullMarked;

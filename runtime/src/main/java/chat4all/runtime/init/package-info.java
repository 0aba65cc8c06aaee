/** Creates what the processes expect to find: topics, keyspace and tables, bucket. */
@NullMarked
package chat4all.runtime.init;

import org.jspecify.annotations.NullMarked;

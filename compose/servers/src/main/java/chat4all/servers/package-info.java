/** Starts the real Kafka, Cassandra, Redis and S3Proxy as child processes, for the local stack and for tests. */
@NullMarked
package chat4all.servers;

import org.jspecify.annotations.NullMarked;

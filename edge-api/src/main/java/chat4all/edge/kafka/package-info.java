/** Appends to the topics, and nothing else; the only package that knows the Kafka producer. */
@NullMarked
package chat4all.edge.kafka;

import org.jspecify.annotations.NullMarked;

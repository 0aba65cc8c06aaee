/** What is asked of Kafka about the platform as a whole. */
@NullMarked
package chat4all.runtime.kafka;

import org.jspecify.annotations.NullMarked;

/** Publishing to Redis; the only package that knows its client. */
@NullMarked
package chat4all.sinks.redis;

import org.jspecify.annotations.NullMarked;

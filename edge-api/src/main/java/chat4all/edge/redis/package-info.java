/** The quick memory of client message ids; the only package that knows Redis. */
@NullMarked
package chat4all.edge.redis;

import org.jspecify.annotations.NullMarked;

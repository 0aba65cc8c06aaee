/** Waiting without a thread, and the one word for a part that cannot answer now. */
@NullMarked
package chat4all.edge.async;

import org.jspecify.annotations.NullMarked;

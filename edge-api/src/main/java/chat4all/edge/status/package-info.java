/** What became of a message, and telling that it was read. */
@NullMarked
package chat4all.edge.status;

import org.jspecify.annotations.NullMarked;

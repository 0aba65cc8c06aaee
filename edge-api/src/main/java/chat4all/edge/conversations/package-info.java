/** Who belongs to a conversation and what each may see of it. */
@NullMarked
package chat4all.edge.conversations;

import org.jspecify.annotations.NullMarked;

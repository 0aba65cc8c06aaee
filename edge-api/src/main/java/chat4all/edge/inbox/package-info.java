/** The list of a user's conversations. */
@NullMarked
package chat4all.edge.inbox;

import org.jspecify.annotations.NullMarked;

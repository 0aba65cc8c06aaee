/** Changing messages: editing, deleting for all, reacting. */
@NullMarked
package chat4all.edge.changes;

import org.jspecify.annotations.NullMarked;

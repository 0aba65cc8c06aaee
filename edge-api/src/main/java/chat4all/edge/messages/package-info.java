/** Taking a message in: its fields, its id, whether its sender may, and the append. */
@NullMarked
package chat4all.edge.messages;

import org.jspecify.annotations.NullMarked;

/** Reading messages: pages of a conversation, and one message by its id. */
@NullMarked
package chat4all.edge.history;

import org.jspecify.annotations.NullMarked;

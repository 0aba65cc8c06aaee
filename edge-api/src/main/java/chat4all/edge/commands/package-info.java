/** Asking for a change of a conversation, and waiting for what the topology decides. */
@NullMarked
package chat4all.edge.commands;

import org.jspecify.annotations.NullMarked;

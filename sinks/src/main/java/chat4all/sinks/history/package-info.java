/** From the log of the conversations to the history that people read. */
@NullMarked
package chat4all.sinks.history;

import org.jspecify.annotations.NullMarked;

/** The client for the terminal: a menu for people and one-shot commands for scripts, over the public API alone. */
@NullMarked
package chat4all.cli;

import org.jspecify.annotations.NullMarked;

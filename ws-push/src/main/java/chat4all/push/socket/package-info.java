/** Sockets, from the token before the upgrade to the close code, and who of them gets which notification. */
@NullMarked
package chat4all.push.socket;

import org.jspecify.annotations.NullMarked;

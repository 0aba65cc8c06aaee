/** The whole platform from outside: its commands, its HTTP and WebSocket interfaces, its topics, and kill -9. */
@NullMarked
package chat4all.system;

import org.jspecify.annotations.NullMarked;

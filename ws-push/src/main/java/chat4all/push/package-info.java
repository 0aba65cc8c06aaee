/** The WebSocket gateway: what Redis says of a user goes, in order and once, to every socket of that user. */
@NullMarked
package chat4all.push;

import org.jspecify.annotations.NullMarked;

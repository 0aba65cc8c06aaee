/** Takes messages out: in the order of each conversation, within the limits of each platform, never twice blindly. */
@NullMarked
package chat4all.connectors.delivery;

import org.jspecify.annotations.NullMarked;

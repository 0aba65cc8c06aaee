/** What the platforms share: time, ids, persons and the chats on their phones. */
@NullMarked
package chat4all.connectors.simulator.world;

import org.jspecify.annotations.NullMarked;

/** Files in parts: begun here, put straight into the store, put together, compared with their checksum, swept when left. */
@NullMarked
package chat4all.edge.uploads;

import org.jspecify.annotations.NullMarked;

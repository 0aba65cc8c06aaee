/** What a channel has to offer to be one: {@link chat4all.connectors.spi.Connector} and the words it speaks in. */
@NullMarked
package chat4all.connectors.spi;

import org.jspecify.annotations.NullMarked;

/** Reading what platforms send without ever stumbling: absent, odd and hostile values all have an answer. */
@NullMarked
package chat4all.connectors.reading;

import org.jspecify.annotations.NullMarked;

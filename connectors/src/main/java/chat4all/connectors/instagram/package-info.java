/** Instagram messaging. */
@NullMarked
package chat4all.connectors.instagram;

import org.jspecify.annotations.NullMarked;

/** Which addresses on the platforms are whose. */
@NullMarked
package chat4all.edge.identities;

import org.jspecify.annotations.NullMarked;

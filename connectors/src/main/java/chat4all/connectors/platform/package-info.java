/** HTTP calls to a platform, with the one distinction that matters: taken, not taken, or nobody knows. */
@NullMarked
package chat4all.connectors.platform;

import org.jspecify.annotations.NullMarked;

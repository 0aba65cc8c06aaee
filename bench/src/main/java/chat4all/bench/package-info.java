/** Load with books kept: what was accepted is compared, message by message, with what was stored and pushed. */
@NullMarked
package chat4all.bench;

import org.jspecify.annotations.NullMarked;

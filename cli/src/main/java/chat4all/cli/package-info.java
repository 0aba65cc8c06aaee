/** A client for the terminal; not part of this release. */
@NullMarked
package chat4all.cli;

import org.jspecify.annotations.NullMarked;

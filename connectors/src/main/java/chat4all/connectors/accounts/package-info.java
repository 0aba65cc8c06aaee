/** The accounts of this installation on the platforms, and which of them a message goes through. */
@NullMarked
package chat4all.connectors.accounts;

import org.jspecify.annotations.NullMarked;

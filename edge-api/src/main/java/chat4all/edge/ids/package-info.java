/** Ids that the server makes: the same ones out of the same names, and fresh ones. */
@NullMarked
package chat4all.edge.ids;

import org.jspecify.annotations.NullMarked;

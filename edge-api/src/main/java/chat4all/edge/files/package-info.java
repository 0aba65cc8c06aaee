/** Files: up through the edge, down through it or by a URL of the store, and who may have them. */
@NullMarked
package chat4all.edge.files;

import org.jspecify.annotations.NullMarked;

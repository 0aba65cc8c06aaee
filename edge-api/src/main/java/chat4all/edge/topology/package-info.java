/** The topology's interactive queries, asked over HTTP. */
@NullMarked
package chat4all.edge.topology;

import org.jspecify.annotations.NullMarked;

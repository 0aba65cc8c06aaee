/** The public HTTP API, through which what a client says on its socket takes effect. */
@NullMarked
package chat4all.push.edge;

import org.jspecify.annotations.NullMarked;

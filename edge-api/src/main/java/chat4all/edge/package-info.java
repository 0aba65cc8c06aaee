/** The public HTTP API: takes messages in, and answers what became of them. */
@NullMarked
package chat4all.edge;

import org.jspecify.annotations.NullMarked;

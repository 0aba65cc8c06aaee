/** What every route needs: the caller, the body's fields, problems, answers that come later. */
@NullMarked
package chat4all.edge.http;

import org.jspecify.annotations.NullMarked;

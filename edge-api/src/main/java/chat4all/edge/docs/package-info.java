/** The pages that describe the API: the OpenAPI document, and Swagger UI to read and try it. */
@NullMarked
package chat4all.edge.docs;

import org.jspecify.annotations.NullMarked;

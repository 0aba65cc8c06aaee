/** Requests and the answers that the platforms are documented to give, and what compares them with those that come. */
@NullMarked
package chat4all.connectors.conformance;

import org.jspecify.annotations.NullMarked;

/** What the two platforms of the Graph API share: addresses, authorisation, errors. */
@NullMarked
package chat4all.connectors.simulator.graph;

import org.jspecify.annotations.NullMarked;

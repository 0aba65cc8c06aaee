/** What Meta's platforms share: webhook handshake and signature, error envelope, throttling headers. */
@NullMarked
package chat4all.connectors.graph;

import org.jspecify.annotations.NullMarked;

/** Takes webhooks in: verify, append, answer. */
@NullMarked
package chat4all.connectors.webhooks;

import org.jspecify.annotations.NullMarked;

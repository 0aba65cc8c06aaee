/** Turns what webhooks tell into messages and receipts. */
@NullMarked
package chat4all.connectors.inbound;

import org.jspecify.annotations.NullMarked;

/** Stands in for WhatsApp, Instagram and Telegram over HTTP, with phones, persons, webhooks and faults; needs no account. */
@NullMarked
package chat4all.connectors.simulator;

import org.jspecify.annotations.NullMarked;

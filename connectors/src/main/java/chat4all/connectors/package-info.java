/** Takes messages to WhatsApp, Instagram and Telegram and brings theirs in. */
@NullMarked
package chat4all.connectors;

import org.jspecify.annotations.NullMarked;

/** Telegram Bot API. */
@NullMarked
package chat4all.connectors.telegram;

import org.jspecify.annotations.NullMarked;

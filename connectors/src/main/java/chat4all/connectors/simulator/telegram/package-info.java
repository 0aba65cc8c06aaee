/** The Telegram Bot API, and the app on a person's phone. */
@NullMarked
package chat4all.connectors.simulator.telegram;

import org.jspecify.annotations.NullMarked;

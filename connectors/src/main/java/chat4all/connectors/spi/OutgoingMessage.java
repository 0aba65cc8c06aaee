package chat4all.connectors.spi;

import org.jspecify.annotations.Nullable;

/**
 * One text for one contact.
 *
 * @param to the contact's address without the channel's prefix
 * @param reference {@code message_id/attempt}: echoed by platforms that can, never shown to anybody
 * @param replyTo the platform's id of the message this one answers
 */
public record OutgoingMessage(
        String to, String text, String reference, @Nullable String replyTo) {}

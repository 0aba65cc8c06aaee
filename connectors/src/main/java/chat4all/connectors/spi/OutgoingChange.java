package chat4all.connectors.spi;

import chat4all.schemas.OutboundChange;

/**
 * What has become of a message that a contact has: what one call tells the platform.
 *
 * @param to the contact's address without the channel's prefix
 * @param target what the platform calls the message
 * @param text the new text of an edited message; empty otherwise
 * @param emoji of a reaction that is put or taken away; empty otherwise
 */
public record OutgoingChange(String to, String target, OutboundChange.Kind kind, String text, String emoji) {}

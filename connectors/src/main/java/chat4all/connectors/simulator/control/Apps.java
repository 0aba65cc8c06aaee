package chat4all.connectors.simulator.control;

import chat4all.connectors.simulator.webhooks.Outbox;
import chat4all.connectors.simulator.world.PhoneApp;
import chat4all.connectors.simulator.world.Platform;

/** The apps on the phones and the outboxes of their platforms. */
public record Apps(PhoneApp whatsapp, PhoneApp instagram, PhoneApp telegram, Outboxes outboxes) {

    /** One for each platform. */
    public record Outboxes(Outbox whatsapp, Outbox instagram, Outbox telegram) {
        Outbox of(Platform platform) {
            return switch (platform) {
                case WHATSAPP -> whatsapp;
                case INSTAGRAM -> instagram;
                case TELEGRAM -> telegram;
            };
        }
    }

    PhoneApp of(Platform platform) {
        return switch (platform) {
            case WHATSAPP -> whatsapp;
            case INSTAGRAM -> instagram;
            case TELEGRAM -> telegram;
        };
    }
}

package chat4all.connectors.simulator.world;

/**
 * Where a person is found. {@code phone} and {@code waId} are digits and may differ (Brazil's ninth digit); each
 * platform's id is there for everybody.
 */
public record Addresses(String phone, String waId, String bsuid, String igsid, String username, long telegramId) {

    /** The address as Chat4All writes it. */
    public String on(Platform platform) {
        return switch (platform) {
            case WHATSAPP -> "whatsapp:+" + waId;
            case INSTAGRAM -> "instagram:" + igsid;
            case TELEGRAM -> "telegram:" + telegramId;
        };
    }
}

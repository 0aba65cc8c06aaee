package chat4all.connectors.simulator;

import chat4all.runtime.config.Secret;
import chat4all.runtime.config.Settings;
import java.net.URI;
import java.util.Optional;

/**
 * What the simulator is told by its environment.
 *
 * @param url how others reach it; when absent, the address at which it listens
 * @param webhooks base of the addresses that hear webhooks
 */
public record SimulatorConfig(
        String bindHost, int port, Optional<URI> url, URI webhooks, Accounts accounts, Secrets secrets) {

    /** The business's accounts on the platforms. */
    public record Accounts(String whatsappNumberId, String wabaId, String instagramId) {}

    /** What proves the business to the platforms, and the platforms to the business. */
    public record Secrets(
            Secret accessToken, Secret botToken, Secret appSecret, Secret verifyToken, Secret telegramSecret) {}

    public static SimulatorConfig from(Settings settings) {
        return new SimulatorConfig(
                settings.text("CHAT4ALL_BIND_HOST", "127.0.0.1"),
                settings.port("CHAT4ALL_SIMULATOR_PORT", 9400),
                settings.optional("CHAT4ALL_SIMULATOR_URL")
                        .map(given -> settings.uri("CHAT4ALL_SIMULATOR_URL", "http://127.0.0.1:9400")),
                settings.uri("CHAT4ALL_SIMULATOR_WEBHOOK_URL", "http://127.0.0.1:8084"),
                new Accounts(
                        settings.text("CHAT4ALL_SIMULATOR_WHATSAPP_NUMBER_ID", "100000000000001"),
                        settings.text("CHAT4ALL_SIMULATOR_WABA_ID", "200000000000002"),
                        settings.text("CHAT4ALL_SIMULATOR_INSTAGRAM_ID", "300000000000003")),
                new Secrets(
                        secret(settings, "CHAT4ALL_SIMULATOR_ACCESS_TOKEN", "local-access-token"),
                        secret(settings, "CHAT4ALL_SIMULATOR_TELEGRAM_TOKEN", "400000004:local-bot"),
                        secret(settings, "CHAT4ALL_SIMULATOR_APP_SECRET", "local-app-secret"),
                        secret(settings, "CHAT4ALL_SIMULATOR_VERIFY_TOKEN", "local-verify-token"),
                        secret(settings, "CHAT4ALL_SIMULATOR_TELEGRAM_SECRET", "local-telegram-secret")));
    }

    private static Secret secret(Settings settings, String name, String otherwise) {
        return new Secret(settings.text(name, otherwise));
    }
}

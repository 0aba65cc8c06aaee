package chat4all.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.runtime.config.Secret;
import chat4all.runtime.config.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatorConfigTest {

    @Test
    void hasTheseDefaultsAndNames() {
        var settings = Settings.of(Map.of());

        var config = SimulatorConfig.from(settings);

        settings.finish();
        assertThat(config)
                .isEqualTo(new SimulatorConfig(
                        "127.0.0.1",
                        9400,
                        Optional.empty(),
                        URI.create("http://127.0.0.1:8084"),
                        new SimulatorConfig.Accounts("100000000000001", "200000000000002", "300000000000003"),
                        new SimulatorConfig.Secrets(
                                new Secret("local-access-token"),
                                new Secret("400000004:local-bot"),
                                new Secret("local-app-secret"),
                                new Secret("local-verify-token"),
                                new Secret("local-telegram-secret"))));
        assertThat(settings.names())
                .contains(
                        "CHAT4ALL_BIND_HOST",
                        "CHAT4ALL_SIMULATOR_ACCESS_TOKEN",
                        "CHAT4ALL_SIMULATOR_APP_SECRET",
                        "CHAT4ALL_SIMULATOR_INSTAGRAM_ID",
                        "CHAT4ALL_SIMULATOR_PORT",
                        "CHAT4ALL_SIMULATOR_TELEGRAM_SECRET",
                        "CHAT4ALL_SIMULATOR_TELEGRAM_TOKEN",
                        "CHAT4ALL_SIMULATOR_URL",
                        "CHAT4ALL_SIMULATOR_VERIFY_TOKEN",
                        "CHAT4ALL_SIMULATOR_WABA_ID",
                        "CHAT4ALL_SIMULATOR_WEBHOOK_URL",
                        "CHAT4ALL_SIMULATOR_WHATSAPP_NUMBER_ID");
    }

    @Test
    void doesNotPrintItsSecrets() {
        var config = SimulatorConfig.from(Settings.of(Map.of("CHAT4ALL_SIMULATOR_APP_SECRET", "hunter2")));

        assertThat(config.toString()).doesNotContain("hunter2");
    }
}

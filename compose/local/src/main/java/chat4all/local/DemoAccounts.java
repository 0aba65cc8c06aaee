package chat4all.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The accounts on the simulated platforms, which {@code user_a} owns and everybody may send through. */
final class DemoAccounts {
    private static final String RESOURCE = "demo-accounts.json";
    private static final String SIMULATOR = "${simulator}";

    private DemoAccounts() {}

    /** Writes them where the connectors look for them, with the simulator's address of this stack. */
    static void write(DataDirectory data, Layout layout) {
        try (InputStream resource = DemoAccounts.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is not in the jar");
            }
            String accounts = new String(resource.readAllBytes(), UTF_8).replace(SIMULATOR, layout.simulatorUrl());
            Files.writeString(data.channelAccounts(), accounts);
        } catch (IOException failed) {
            throw new UncheckedIOException(data.channelAccounts() + " cannot be written", failed);
        }
    }
}

package chat4all.connectors.accounts;

import chat4all.connectors.spi.ChannelAccount;
import chat4all.runtime.config.ConfigurationException;
import chat4all.runtime.config.Secret;
import chat4all.schemas.Channel;
import chat4all.schemas.Json;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file that names the accounts: a JSON array of {@code {channel, id, owners[], shared, base_url, token,
 * webhook_secret, verify_token}}. Everything but {@code owners}, {@code shared} and {@code verify_token} is required;
 * nothing has a default that would let a process run with a secret everybody knows.
 */
public final class AccountsFile {
    private AccountsFile() {}

    /** Throws {@link ConfigurationException} with everything that is wrong. */
    public static ChannelAccounts read(Path file) {
        List<Entry> entries;
        try {
            entries = Json.MAPPER.readValue(file.toFile(), new TypeReference<List<Entry>>() {});
        } catch (IOException e) {
            throw new ConfigurationException(List.of(file + " cannot be read as a list of accounts: " + firstLine(e)));
        }
        List<String> problems = new ArrayList<>();
        List<ChannelAccount> accounts = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            String place = file + " [" + i + "]";
            List<String> missing = entries.get(i).missing();
            if (missing.isEmpty()) {
                ChannelAccount account = entries.get(i).account();
                accounts.add(account);
                if (!keys.add(account.key())) {
                    problems.add(place + " names " + account.key() + " a second time");
                }
            } else {
                problems.add(place + " lacks " + String.join(", ", missing));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new ChannelAccounts(accounts);
    }

    /** Jackson quotes the source after the first line, and the source holds secrets. */
    private static String firstLine(IOException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.lines().findFirst().orElse("");
    }

    private record Entry(
            @Nullable Channel channel,
            @Nullable String id,
            @Nullable List<String> owners,
            @Nullable Boolean shared,
            @Nullable URI baseUrl,
            @Nullable String token,
            @Nullable String webhookSecret,
            @Nullable String verifyToken) {

        List<String> missing() {
            List<String> names = new ArrayList<>();
            require(channel, "channel", names);
            require(id, "id", names);
            require(baseUrl, "base_url", names);
            require(token, "token", names);
            require(webhookSecret, "webhook_secret", names);
            return names;
        }

        ChannelAccount account() {
            String secret = present(webhookSecret);
            return new ChannelAccount(
                    present(channel),
                    present(id),
                    owners == null ? List.of() : owners,
                    Boolean.TRUE.equals(shared),
                    present(baseUrl),
                    new Secret(present(token)),
                    new Secret(secret),
                    new Secret(verifyToken == null ? secret : verifyToken));
        }

        private static void require(@Nullable Object value, String name, List<String> missing) {
            if (value == null || value.toString().isBlank()) {
                missing.add(name);
            }
        }

        private static <T> T present(@Nullable T value) {
            return java.util.Objects.requireNonNull(value);
        }
    }
}

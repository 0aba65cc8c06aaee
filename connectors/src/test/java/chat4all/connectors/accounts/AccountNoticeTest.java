package chat4all.connectors.accounts;

import static chat4all.connectors.testing.RealServers.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat4all.connectors.cassandra.AccountTable;
import chat4all.connectors.cassandra.LateSession;
import chat4all.connectors.platform.PlatformClient;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Connector;
import chat4all.connectors.telegram.TelegramConnector;
import chat4all.connectors.testing.RealServers;
import chat4all.connectors.whatsapp.WhatsAppConnector;
import chat4all.runtime.config.Secret;
import chat4all.schemas.Channel;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

class AccountNoticeTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Secret SECRET = new Secret("a-secret-nobody-may-read");

    private final PlatformClient client = new PlatformClient(Duration.ofSeconds(1), Duration.ofSeconds(1));
    private final List<Connector> connectors = List.of(new WhatsAppConnector(client), new TelegramConnector(client));

    @Test
    void tellsWhatThereIsInItsOrderAndForgetsWhatThereWas() {
        publish(
                () -> assertThat(accounts("whatsapp")).containsExactly("9", "1"),
                account(Channel.WHATSAPP, "9", false, "user_b"),
                account(Channel.WHATSAPP, "1", true));
        publish(() -> assertThat(accounts("whatsapp")).containsExactly("5"), account(Channel.WHATSAPP, "5", true));

        var row = SESSION.execute("SELECT * FROM channel_accounts WHERE channel = 'whatsapp'")
                .one();
        assertThat(row.getLong("window_seconds")).isEqualTo(86_400);
        assertThat(row.getBoolean("reaches_names")).isFalse();
        assertThat(row.getFormattedContents()).doesNotContain(SECRET.value());
    }

    @Test
    void aChannelWithoutAccountsIsToldAsSuch() {
        publish(() -> assertThat(SESSION.execute("SELECT * FROM channel_accounts WHERE channel = 'telegram'")
                        .all())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.isNull("published_at")).isFalse();
                    assertThat(row.isNull("position")).isTrue();
                    assertThat(row.isNull("window_seconds")).isTrue();
                    assertThat(row.getBoolean("reaches_names")).isTrue();
                }));
    }

    private void publish(ThrowingRunnable until, ChannelAccount... accounts) {
        var session = new LateSession(RealServers.CASSANDRA);
        var notice = new AccountNotice(new ChannelAccounts(List.of(accounts)), connectors, new AccountTable(session));
        try {
            await().atMost(SOON).untilAsserted(until);
        } finally {
            notice.close();
            session.close();
        }
    }

    private static List<String> accounts(String channel) {
        return SESSION.execute("SELECT id, position FROM channel_accounts WHERE channel = ?", channel).all().stream()
                .filter(row -> !row.isNull("position"))
                .map(row -> row.getString("id"))
                .toList();
    }

    private static ChannelAccount account(Channel channel, String id, boolean shared, String... owners) {
        return new ChannelAccount(
                channel, id, List.of(owners), shared, URI.create("http://127.0.0.1:1"), SECRET, SECRET, SECRET);
    }
}

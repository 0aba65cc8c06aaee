package chat4all.connectors.accounts;

import chat4all.connectors.cassandra.AccountTable;
import chat4all.connectors.spi.Connector;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes known, once at the start and in the background, which accounts there are: tried until Cassandra takes it. Accounts
 * change with a restart alone, so that nothing else has to be told.
 */
public final class AccountNotice implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AccountNotice.class);
    private static final long PAUSE_MILLIS = 500;

    private final ChannelAccounts accounts;
    private final List<Connector> connectors;
    private final AccountTable table;
    private final Thread thread;

    public AccountNotice(ChannelAccounts accounts, List<Connector> connectors, AccountTable table) {
        this.accounts = accounts;
        this.connectors = List.copyOf(connectors);
        this.table = table;
        thread = new Thread(this::publish, "account-notice");
        thread.setDaemon(true);
        thread.start();
    }

    private void publish() {
        Instant at = Instant.now();
        for (Connector connector : connectors) {
            while (!isPublished(connector, at)) {
                try {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                } catch (InterruptedException closing) {
                    return;
                }
            }
        }
    }

    private boolean isPublished(Connector connector, Instant at) {
        try {
            table.publish(connector.channel(), connector.capabilities(), accounts.of(connector.channel()), at);
            return true;
        } catch (RuntimeException e) {
            log.debug("the accounts of {} are not made known yet", connector.channel(), e);
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

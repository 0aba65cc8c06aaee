package chat4all.connectors.delivery;

import chat4all.connectors.spi.ChannelAccount;
import chat4all.schemas.OutboundMessage;

/** A send that is tried through an account, by leave of the account's gate. */
record Attempt(Send send, OutboundMessage message, ChannelAccount account, AccountGate gate) {

    String accountId() {
        return account.id();
    }

    /** Number of the call made last, or of the first when none was made. */
    int number() {
        return Math.max(1, send.nextAttempt() - 1);
    }
}

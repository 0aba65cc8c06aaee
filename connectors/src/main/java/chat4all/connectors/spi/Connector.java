package chat4all.connectors.spi;

import chat4all.schemas.Channel;
import chat4all.schemas.StatusError;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * One platform: how to send, and how to read what it sends. A connector keeps no state and knows nothing of queues,
 * retries or limits in force: it makes one call and says what came of it. Everything else is done once, for all
 * channels, around it. Implementations are safe for use by many threads.
 */
public interface Connector {
    Channel channel();

    Capabilities capabilities();

    /**
     * What has to be done before a file can be sent, for platforms that want it in advance; doing it again does no harm.
     * Empty when the file can be sent; otherwise why not, as of a send: {@link SendOutcome.Accepted} and
     * {@link SendOutcome.Unknown} cannot be, for nothing reaches the contact by it.
     */
    default Optional<SendOutcome> prepare(ChannelAccount account, Media media) {
        return Optional.empty();
    }

    /**
     * Hands one message to the platform, once. Returns within the client's timeout (some ten seconds, more for a
     * large file) and throws nothing a platform or network can cause: whatever happens is an outcome.
     */
    SendOutcome send(ChannelAccount account, OutgoingMessage message);

    /**
     * Tells the platform what has become of a message; asked only for what {@link #capabilities} says it can. As of a
     * send, but for one thing: telling it again changes nothing, so that a lost answer is a {@link SendOutcome.Retry}.
     */
    default SendOutcome change(ChannelAccount account, OutgoingChange change) {
        return new SendOutcome.Failed(new StatusError("unsupported", null));
    }

    /**
     * Who a webhook is from, judged by its signature or secret over the bytes as they came; empty when nobody vouches
     * for it. Compares in constant time.
     *
     * @param accounts those of this channel
     */
    Optional<ChannelAccount> authenticate(List<ChannelAccount> accounts, WebhookRequest request);

    /**
     * The answer to a platform's question whether this address is ours, for platforms that ask ({@code hub.challenge});
     * empty when the question is not answered.
     */
    default Optional<String> handshake(List<ChannelAccount> accounts, WebhookRequest request) {
        return Optional.empty();
    }

    /**
     * Opens a file that a contact sent, as {@link Inbound.Message#media()} names it. The caller closes the stream, whose
     * reading may fail.
     */
    default Fetched fetch(ChannelAccount account, Inbound.Media media) {
        return new Fetched.Never(new StatusError("unsupported", null));
    }

    /**
     * Everything an authenticated webhook tells, in its order. Total: what is not understood becomes
     * {@link Inbound.Ignored} or a message of type {@code unsupported}, never an exception.
     *
     * @param account who the webhook was for, as its record's key says; an entry may name another of the same platform
     */
    List<Inbound> parse(String account, JsonNode body);
}

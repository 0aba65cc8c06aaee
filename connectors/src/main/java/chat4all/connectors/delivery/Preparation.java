package chat4all.connectors.delivery;

import chat4all.connectors.cassandra.PlatformIds;
import chat4all.connectors.cassandra.ThreadTable;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Connector;
import chat4all.connectors.spi.Media;
import chat4all.connectors.spi.SendOutcome;
import chat4all.runtime.files.StoredFile;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.SentAs;
import chat4all.schemas.StatusError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known, and done, before a message is handed over: whose conversation it is, its file, what it answers.
 * Nothing of it reaches the contact, so all of it may be done again; while Cassandra or the file store is away it throws.
 */
final class Preparation {
    private final Connector connector;
    private final ThreadTable threads;
    private final PlatformIds ids;
    private final FileShelf files;

    Preparation(Connector connector, ThreadTable threads, PlatformIds ids, FileShelf files) {
        this.connector = connector;
        this.threads = threads;
        this.ids = ids;
        this.files = files;
    }

    /** What comes of preparing. */
    sealed interface Prepared {
        /**
         * The next call can be made.
         *
         * @param replyTo the platform's id of the message this one answers; null where it does not know that one
         */
        record Ready(
                Parts.Part part,
                boolean last,
                @Nullable SentAs sentAs,
                @Nullable String replyTo) implements Prepared {}

        /** The message cannot be sent, ever. */
        record Impossible(StatusError error) implements Prepared {}

        /** The platform did not take the file in advance. */
        record Refused(SendOutcome outcome) implements Prepared {}
    }

    /** @param partsSent how many parts of the message the platform has already */
    Prepared prepare(OutboundMessage message, ChannelAccount account, int partsSent) {
        threads.claim(account.key(), message.recipientId(), message.conversationId());
        Optional<Parts> composed = parts(message);
        if (composed.isEmpty()) {
            return new Prepared.Impossible(
                    new StatusError("file-not-found", "the message's file " + message.fileId() + " does not exist"));
        }
        List<Parts.Part> parts = composed.get().parts();
        if (parts.isEmpty() || !parts.stream().allMatch(this::fits)) {
            return new Prepared.Impossible(tooLong());
        }
        int next = Math.min(partsSent, parts.size() - 1);
        Parts.Part part = parts.get(next);
        Media media = part.media();
        Optional<SendOutcome> refusal = media == null ? Optional.empty() : connector.prepare(account, media);
        if (refusal.isPresent()) {
            return new Prepared.Refused(refusal.get());
        }
        String replyTo = next == 0 ? answered(message, account) : null;
        return new Prepared.Ready(part, next == parts.size() - 1, composed.get().sentAs(), replyTo);
    }

    private Optional<Parts> parts(OutboundMessage message) {
        String fileId = message.fileId();
        if (fileId == null) {
            return Optional.of(Parts.of(message.content(), connector.capabilities()));
        }
        Optional<StoredFile> file = files.find(fileId);
        return file.map(found -> Parts.of(message.content(), found, files, connector.capabilities()));
    }

    private boolean fits(Parts.Part part) {
        return part.media() != null || connector.capabilities().carries(part.text());
    }

    private @Nullable String answered(OutboundMessage message, ChannelAccount account) {
        String replyTo = message.replyTo();
        return replyTo == null
                ? null
                : ids.platformId(
                                replyTo,
                                account.key(),
                                message.channel(),
                                message.recipientId()
                                        .substring(message.channel().prefix().length() + 1))
                        .orElse(null);
    }

    private StatusError tooLong() {
        var capabilities = connector.capabilities();
        return new StatusError(
                "channel-limit-exceeded",
                "at most " + capabilities.maxText() + " "
                        + capabilities.textUnit().name().toLowerCase(java.util.Locale.ROOT));
    }
}

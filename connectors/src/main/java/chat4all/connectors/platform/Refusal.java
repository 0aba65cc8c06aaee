package chat4all.connectors.platform;

import chat4all.connectors.reading.Cleaned;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.runtime.config.Secret;
import chat4all.schemas.StatusError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words for what went wrong: short, and without the account's secrets even where the platform repeats them. */
public final class Refusal {
    public static final int MAX_DETAIL = 500;

    private Refusal() {}

    public static StatusError of(ChannelAccount account, String code, @Nullable String detail) {
        if (detail == null || detail.isEmpty()) {
            return new StatusError(code, null);
        }
        String safe = detail;
        for (Secret secret : List.of(account.token(), account.webhookSecret(), account.verifyToken())) {
            if (!secret.value().isEmpty()) {
                safe = safe.replace(secret.value(), secret.toString());
            }
        }
        return new StatusError(code, Cleaned.of(safe, MAX_DETAIL));
    }

    public static StatusError of(ChannelAccount account, PlatformReply.NotSent notSent) {
        return of(account, "platform-unreachable", notSent.reason());
    }

    public static StatusError of(ChannelAccount account, PlatformReply.Unread unread) {
        return of(account, "file-unreadable", unread.reason());
    }

    public static StatusError of(ChannelAccount account, PlatformReply.Lost lost) {
        return of(account, "answer-lost", lost.reason());
    }

    /** For an answer that says yes without saying what the message is called now. */
    public static StatusError withoutId(ChannelAccount account, PlatformReply.Answered answered) {
        return of(account, "answer-without-id", "the platform answered " + answered.status() + " without a message id");
    }

    /** For a token no call can be made with: it would not pass as a header or part of a URI. */
    public static StatusError malformedToken(ChannelAccount account) {
        return of(account, "token-malformed", "the account's token has characters that no token has");
    }
}

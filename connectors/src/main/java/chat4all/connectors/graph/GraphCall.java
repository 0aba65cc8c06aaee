package chat4all.connectors.graph;

import chat4all.connectors.platform.PlatformClient;
import chat4all.connectors.platform.PlatformReply;
import chat4all.connectors.platform.Refusal;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.SendOutcome;
import chat4all.schemas.StatusError;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code POST {base}/{account}/messages} with the token as bearer, and what came of it. The error's code decides, not the
 * HTTP status; only a 5xx is a retry whatever it says, and a status decides where there is no code we know.
 */
public final class GraphCall {
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private final PlatformClient client;
    private final GraphErrorTable errors;
    private final JsonPointer messageId;

    /** @param messageId where a good answer has the id of the message */
    public GraphCall(PlatformClient client, GraphErrorTable errors, JsonPointer messageId) {
        this.client = client;
        this.errors = errors;
        this.messageId = messageId;
    }

    public SendOutcome post(ChannelAccount account, JsonNode body) {
        if (!hasToken(account)) {
            return new SendOutcome.AccountUnusable(Refusal.malformedToken(account));
        }
        PlatformReply reply = client.post(uri(account, "/messages"), bearer(account), body);
        if (reply instanceof PlatformReply.Answered answered && answered.isSuccess()) {
            return accepted(account, answered);
        }
        return reply instanceof PlatformReply.Lost lost
                ? new SendOutcome.Unknown(Refusal.of(account, lost))
                : failed(account, reply);
    }

    /** Whether calls can be made with the account's token at all. */
    public static boolean hasToken(ChannelAccount account) {
        return TOKEN.matcher(account.token().value()).matches();
    }

    public static URI uri(ChannelAccount account, String edge) {
        return URI.create(account.baseUrl() + "/" + account.id() + edge);
    }

    public static Map<String, String> bearer(ChannelAccount account) {
        return Map.of("Authorization", "Bearer " + account.token().value());
    }

    /** What became of a call that did not succeed, and that may be made again if its answer was lost. */
    public SendOutcome failed(ChannelAccount account, PlatformReply reply) {
        if (reply instanceof PlatformReply.Answered answered) {
            return refused(account, answered);
        }
        if (reply instanceof PlatformReply.Unread unread) {
            return new SendOutcome.Throttled(SendOutcome.Scope.CONTACT, null, Refusal.of(account, unread));
        }
        return new SendOutcome.Retry(
                reply instanceof PlatformReply.NotSent notSent
                        ? Refusal.of(account, notSent)
                        : Refusal.of(account, (PlatformReply.Lost) reply));
    }

    private SendOutcome accepted(ChannelAccount account, PlatformReply.Answered answered) {
        JsonNode id = answered.body().at(messageId);
        return id.isTextual() && !id.textValue().isEmpty()
                ? new SendOutcome.Accepted(id.textValue(), null)
                : new SendOutcome.Unknown(Refusal.withoutId(account, answered));
    }

    private SendOutcome refused(ChannelAccount account, PlatformReply.Answered answered) {
        Optional<GraphError> error = GraphError.of(answered.body().path("error"));
        StatusError status = error.map(said -> Refusal.of(account, errors.code(said), said.detail()))
                .orElseGet(() -> Refusal.of(account, "http-" + answered.status(), null));
        if (answered.status() >= 500) {
            return new SendOutcome.Retry(status);
        }
        GraphAction action =
                error.flatMap(errors::action).orElseGet(() -> byStatus(answered.status(), error.isPresent()));
        return switch (action) {
            case RETRY -> new SendOutcome.Retry(status);
            case SLOW_ACCOUNT -> throttled(SendOutcome.Scope.ACCOUNT, answered, status);
            case SLOW_CONTACT -> throttled(SendOutcome.Scope.CONTACT, answered, status);
            case UNUSABLE -> new SendOutcome.AccountUnusable(status);
            case WINDOW -> new SendOutcome.WindowClosed(status);
            case FAIL -> new SendOutcome.Failed(status);
        };
    }

    /** A redirection or the like is nobody's refusal: something stands between us and the platform. */
    private static GraphAction byStatus(int status, boolean hasCode) {
        if (status == 429) {
            return GraphAction.SLOW_ACCOUNT;
        }
        if (status < 400) {
            return GraphAction.RETRY;
        }
        return status == 401 && !hasCode ? GraphAction.UNUSABLE : GraphAction.FAIL;
    }

    private static SendOutcome throttled(SendOutcome.Scope scope, PlatformReply.Answered answered, StatusError status) {
        return new SendOutcome.Throttled(scope, GraphPause.of(answered.headers()), status);
    }
}

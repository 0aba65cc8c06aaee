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
        String token = account.token().value();
        if (!TOKEN.matcher(token).matches()) {
            return new SendOutcome.AccountUnusable(Refusal.malformedToken(account));
        }
        URI uri = URI.create(account.baseUrl() + "/" + account.id() + "/messages");
        PlatformReply reply = client.post(uri, Map.of("Authorization", "Bearer " + token), body);
        if (reply instanceof PlatformReply.Answered answered) {
            return answered.isSuccess() ? accepted(account, answered) : refused(account, answered);
        }
        return reply instanceof PlatformReply.NotSent notSent
                ? new SendOutcome.Retry(Refusal.of(account, notSent))
                : new SendOutcome.Unknown(Refusal.of(account, (PlatformReply.Lost) reply));
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

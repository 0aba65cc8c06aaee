package chat4all.connectors.telegram;

import java.util.Map;

/**
 * Error codes of the Bot API and what they ask of us, read off the server's own source (tdlib/telegram-bot-api,
 * {@code Client.cpp}). An unknown one below 500 fails, any other may have been a success.
 */
final class TelegramErrors {

    /** What an error asks of us. */
    enum Action {
        RETRY,
        SLOW_DOWN,
        UNUSABLE,
        FAIL,
        UNKNOWN
    }

    private static final Map<Integer, Action> ACTIONS = Map.of(
            400, Action.FAIL,
            401, Action.UNUSABLE,
            // also blocked by the contact, which is for this contact for good
            403, Action.FAIL,
            404, Action.FAIL,
            // Somebody else uses this bot as well.
            409, Action.UNUSABLE,
            429, Action.SLOW_DOWN,
            // Not by the Bot API itself but by what stands before it, which passed nothing on.
            503, Action.RETRY);

    private TelegramErrors() {}

    static Action action(int code) {
        Action known = ACTIONS.get(code);
        if (known != null) {
            return known;
        }
        if (code >= 500) {
            return Action.UNKNOWN;
        }
        return code >= 400 ? Action.FAIL : Action.RETRY;
    }
}

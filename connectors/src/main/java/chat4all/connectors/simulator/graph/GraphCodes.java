package chat4all.connectors.simulator.graph;

import java.util.Map;

/** The titles of Meta's error codes and the HTTP status they usually come with. */
public final class GraphCodes {
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(0, "AuthException"),
            Map.entry(1, "An unknown error occurred"),
            Map.entry(2, "Service temporarily unavailable"),
            Map.entry(4, "Application request limit reached"),
            Map.entry(10, "Application does not have permission for this action"),
            Map.entry(100, "Invalid parameter"),
            Map.entry(190, "Error validating access token"),
            Map.entry(368, "Temporarily blocked for policies violations"),
            Map.entry(551, "This person isn't available right now."),
            Map.entry(613, "Calls to this api have exceeded the rate limit."),
            Map.entry(80007, "Rate limit issues"),
            Map.entry(130429, "Rate limit hit"),
            Map.entry(130472, "User's number is part of an experiment"),
            Map.entry(131000, "Something went wrong"),
            Map.entry(131005, "Access denied"),
            Map.entry(131008, "Required parameter is missing"),
            Map.entry(131009, "Parameter value is not valid"),
            Map.entry(131016, "Service unavailable"),
            Map.entry(131021, "Recipient cannot be sender"),
            Map.entry(131026, "Message undeliverable"),
            Map.entry(131031, "Account has been locked"),
            Map.entry(131042, "Business eligibility payment issue"),
            Map.entry(131047, "Re-engagement message"),
            Map.entry(131048, "Spam rate limit hit"),
            Map.entry(131049, "Meta chose not to deliver."),
            Map.entry(131050, "User has stopped marketing messages"),
            Map.entry(131051, "Unsupported message type"),
            Map.entry(131052, "Media download error"),
            Map.entry(131053, "Media upload error"),
            Map.entry(131056, "(Business Account, Consumer Account) pair rate limit hit"),
            Map.entry(131057, "Account in maintenance mode"),
            Map.entry(132000, "Number of parameters does not match the expected number of params"),
            Map.entry(132001, "Template name does not exist in the translation"),
            Map.entry(132015, "Template is paused"),
            Map.entry(132016, "Template is disabled"),
            Map.entry(133010, "Phone number not registered"));

    private GraphCodes() {}

    public static String title(int code) {
        return TITLES.getOrDefault(code, "Error " + code);
    }

    static int status(int code) {
        return switch (code) {
            case 0, 190 -> 401;
            case 10, 368, 131005, 131031, 130497 -> 403;
            case 4, 17, 32, 613, 80002, 80007, 130429, 131048, 131056, 133016, 131064 -> 429;
            case 2, 131016, 133004 -> 503;
            case 1, 3, 131000 -> 500;
            default -> code >= 200 && code <= 299 ? 403 : 400;
        };
    }
}

package chat4all.connectors.conformance;

import chat4all.connectors.spi.ChannelAccount;
import java.net.URI;

/**
 * Where the rows are sent: an account of one's own and somebody who takes part, in place of the simulator's.
 *
 * @param contact address without prefix, of somebody who has written to the account lately
 */
record Place(ChannelAccount account, String contact) {
    private static final String GRAPH = "/graph/v23.0";
    private static final String GRAPH_TOKEN = "local-access-token";
    private static final String BOT_TOKEN = "400000004:local-bot";

    /** A row's JSON with the names of this place in it; each of the simulator's stands in one channel's rows alone. */
    String filled(String json) {
        String digits = contact.replaceFirst("^\\+", "");
        return json.replace(BOT_TOKEN, account.token().value())
                .replace("400000004", account.id())
                .replace("100000000000001", account.id())
                .replace("300000000000003", account.id())
                .replace("5511999998888", digits)
                .replace("5614879045272581", digits)
                .replace("\"chat_id\":123456789", "\"chat_id\":" + digits)
                .replace("\"/result/chat/id\":123456789", "\"/result/chat/id\":" + digits);
    }

    URI uri(String path) {
        return URI.create(account.baseUrl() + (path.startsWith(GRAPH) ? path.substring(GRAPH.length()) : path));
    }

    /** The bearer of a row: its own, where it has one. Telegram's tokens are in the paths. */
    String bearer(String ofRow) {
        return ofRow.isEmpty() || ofRow.equals(GRAPH_TOKEN) ? account.token().value() : ofRow;
    }

    static boolean hasBearer(String path) {
        return path.startsWith(GRAPH);
    }

    /** For people to read. */
    String withoutSecrets(String text) {
        return text.replace(account.token().value(), "[REDACTED]");
    }
}

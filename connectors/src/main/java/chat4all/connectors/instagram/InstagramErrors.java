package chat4all.connectors.instagram;

import static chat4all.connectors.graph.GraphAction.FAIL;
import static chat4all.connectors.graph.GraphAction.RETRY;
import static chat4all.connectors.graph.GraphAction.SLOW_ACCOUNT;
import static chat4all.connectors.graph.GraphAction.UNUSABLE;
import static chat4all.connectors.graph.GraphAction.WINDOW;

import chat4all.connectors.graph.GraphErrorTable;

/** Error codes of Instagram messaging, from Meta's page "Error codes" of the Messenger platform. */
final class InstagramErrors {
    static final GraphErrorTable TABLE = GraphErrorTable.empty()
            // outside of the window, in Instagram's and in Messenger's numbers
            .subcode(WINDOW, 10, 2534022)
            .subcode(WINDOW, 10, 2018278)
            // tag HUMAN_AGENT not approved
            .subcode(FAIL, 100, 2018276)
            // user not found, private reply used, thread archived
            .anywhere(FAIL, 2534014, 2534025, 2534001)
            // person unavailable
            .codes(FAIL, 551)
            .codes(FAIL, 100)
            .codes(UNUSABLE, 10, 190)
            .range(UNUSABLE, 200, 299)
            .codes(SLOW_ACCOUNT, 4, 17, 32, 613, 80002)
            .subcode(RETRY, 2, 1545133)
            .codes(RETRY, 1, 2);

    private InstagramErrors() {}
}

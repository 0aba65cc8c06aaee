package chat4all.connectors.whatsapp;

import static chat4all.connectors.graph.GraphAction.FAIL;
import static chat4all.connectors.graph.GraphAction.RETRY;
import static chat4all.connectors.graph.GraphAction.SLOW_ACCOUNT;
import static chat4all.connectors.graph.GraphAction.SLOW_CONTACT;
import static chat4all.connectors.graph.GraphAction.UNUSABLE;
import static chat4all.connectors.graph.GraphAction.WINDOW;

import chat4all.connectors.graph.GraphErrorTable;

/** Error codes of the Cloud API, from Meta's page "Cloud API error codes". */
final class WhatsAppErrors {
    /** Also of a media id that has expired. */
    static final String UNKNOWN_OBJECT = "100/33";

    static final GraphErrorTable TABLE = GraphErrorTable.empty()
            .codes(RETRY, 1, 2, 3, 131000, 131016, 131057, 133004)
            .codes(SLOW_ACCOUNT, 4, 80007, 130429, 131048, 131064, 133016)
            .codes(SLOW_CONTACT, 131056)
            // token expired
            .subcode(UNUSABLE, 190, 463)
            .codes(UNUSABLE, 0, 10, 190, 131005)
            .range(UNUSABLE, 200, 299)
            // restricted, locked, not for this country
            .codes(UNUSABLE, 368, 130497, 131031)
            .codes(WINDOW, 131047)
            // This contact cannot be reached or does not want to be.
            .codes(FAIL, 130403, 130472, 131021, 131026, 131030, 131037, 131042, 131045, 131049, 131050, 131051)
            .codes(FAIL, 131062, 131063, 135000, 137000)
            // The request is wrong: unknown object, parameters, template, number not registered.
            .subcode(FAIL, 100, 33)
            .codes(FAIL, 100, 131008, 131009)
            .codes(FAIL, 132000, 132001, 132005, 132007, 132012, 132015, 132016, 132068, 132069)
            .range(FAIL, 133000, 133010)
            // media: fetched, taken
            .codes(FAIL, 131052, 131053);

    private WhatsAppErrors() {}
}

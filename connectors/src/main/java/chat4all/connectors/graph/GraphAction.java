package chat4all.connectors.graph;

/** What an error of Graph asks of us. */
public enum GraphAction {
    RETRY,
    SLOW_ACCOUNT,
    SLOW_CONTACT,
    /** Authorise anew, or look after the account. */
    UNUSABLE,
    WINDOW,
    FAIL
}

package chat4all.push.socket;

/** Why we end a socket; the numbers are part of the public contract. */
enum CloseCode {
    GOING_AWAY(1001, "going away"),
    INTERNAL(4000, "internal"),
    TOKEN_EXPIRED(4001, "token expired"),
    TOO_SLOW(4002, "too slow"),
    HEARTBEAT_MISSED(4003, "heartbeat missed"),
    BAD_FRAME(4400, "bad frame"),
    UNAUTHENTICATED(4401, "unauthenticated"),
    FORBIDDEN(4403, "forbidden"),
    TOO_MANY_CONNECTIONS(4429, "too many connections");

    private final int number;
    private final String reason;

    CloseCode(int number, String reason) {
        this.number = number;
        this.reason = reason;
    }

    int number() {
        return number;
    }

    String reason() {
        return reason;
    }
}

package chat4all.push.socket;

import java.util.Map;

/** What one kind of client says and is told: the protocol of a socket, chosen when it is opened. Calls return at once. */
interface Dialogue {

    /** The first frame. */
    String greeting();

    /** Whether it is told where its conversations are before it is greeted, because it cannot say so itself. */
    boolean startsAtHeads();

    /** False when it is no frame of the protocol. */
    boolean hear(String frame);

    void deliver(Notice notice);

    /** The newest seqs of the user's conversations, as they are stored. */
    void heads(Map<String, Long> heads);

    /** The reader has taken most of what waited for it. */
    void roomAgain();

    /** The token is valid for {@link ClientSocket#EXPIRY_NOTICE} yet. */
    void tokenExpires();

    /** Nothing more will be said. */
    void end();
}

package chat4all.local;

/** How the services of a stack are run. */
enum ServicesMode {
    /** All in one JVM, which saves memory and time. */
    TOGETHER,
    /** Each in its own, so that each can be killed and measured alone. */
    SEPARATE,
    /** Not at all: only the servers, for services that are started from an editor. */
    NONE
}

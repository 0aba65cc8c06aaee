package chat4all.push;

import chat4all.push.redis.Publisher;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A conversation of some users as the sinks make it: stored in Cassandra, published to Redis, or only one of both. */
final class Conversation {
    private static final AtomicInteger NAMES = new AtomicInteger();

    final String id;
    private final Publisher redis;
    private final List<String> members;
    private final Store store = Store.shared();

    private Conversation(Publisher redis, String id, List<String> members) {
        this.redis = redis;
        this.id = id;
        this.members = members;
    }

    /** Its members see all of it. */
    static Conversation of(Publisher redis, String... members) {
        var conversation = new Conversation(redis, "c-" + NAMES.incrementAndGet(), List.of(members));
        conversation.members.forEach(member -> conversation.store.stay(conversation.id, member, 1, null));
        return conversation;
    }

    /** A name that no other test uses. */
    static String user(String name) {
        return "user_" + name + "_" + NAMES.incrementAndGet();
    }

    Conversation store(long first, long last) {
        return store(first, last, "text");
    }

    Conversation store(long first, long last, String content) {
        store.messages(id, first, last, content);
        return heads(last);
    }

    /** The members' lists show this as the newest. */
    Conversation heads(long last) {
        members.forEach(member -> store.head(id, member, last));
        return this;
    }

    Conversation publish(long first, long last) {
        return publish(first, last, "text");
    }

    Conversation publish(long first, long last, String content) {
        for (long seq = first; seq <= last; seq++) {
            var message = Messages.message(id, seq, content);
            members.forEach(member -> redis.publish(member, message));
        }
        return this;
    }
}

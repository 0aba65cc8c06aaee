package chat4all.push.feed;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What is stored of conversations. Every read is bounded, and fails within a second or two when the store is away. */
public interface History {

    /** The newest seq of each of a user's conversations, of the first {@code limit} by id. */
    CompletionStage<Map<String, Long>> heads(String userId, int limit);

    /** What a user may see of a conversation; nothing when the store knows of no membership. */
    CompletionStage<Sight> sight(String conversationId, String userId);

    /** At most {@code limit} events from {@code first} up to {@code last}, as this reader is told them. */
    CompletionStage<List<LogEntry>> events(String conversationId, String reader, long first, long last, int limit);

    /** Up to where each member has received and read. */
    CompletionStage<Map<String, Mark>> marks(String conversationId);

    /** The states of the user's own messages among the newest {@code limit} events up to {@code last}. */
    CompletionStage<List<OwnStatus>> ownStatuses(String conversationId, String userId, long last, int limit);

    /** The users who are members now. */
    CompletionStage<List<String>> members(String conversationId);

    /** A member's watermarks; 0 where there is none. */
    record Mark(long deliveredSeq, long readSeq) {
        public static final Mark NONE = new Mark(0, 0);
    }

    /** How far a message has come as a whole; {@code at} is when, in epoch milliseconds. */
    record OwnStatus(String messageId, long seq, String status, long at) {}
}

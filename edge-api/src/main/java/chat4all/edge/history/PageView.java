package chat4all.edge.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a conversation as clients read it. */
record PageView(String conversationId, List<EntryView> messages, Pagination pagination) {

    /**
     * @param offset as asked for, null when the page began elsewhere
     * @param nextCursor where to go on, null at the end
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Pagination(
            int limit,
            @Nullable Long offset,
            int returned,
            boolean hasMore,
            @Nullable String nextCursor) {}
}

package chat4all.edge.inbox;

import chat4all.edge.cassandra.ConversationTable;
import chat4all.edge.cassandra.EventTable;
import chat4all.edge.cassandra.MemberTable;
import chat4all.edge.cassandra.UserConversationTable;
import chat4all.edge.cassandra.WatermarkTable;
import chat4all.edge.files.MessageFiles;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.http.Limits;
import chat4all.edge.http.Problems;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;

/** {@code GET /v1/conversations?limit&cursor}: the caller's conversations, newest first, as the sinks have stored them. */
public final class InboxRoute implements Handler {
    private static final int DEFAULT_LIMIT = 20;

    private final Authentication authentication;
    private final InboxReader reader;
    private final Answers answers;

    /** What is stored. */
    public record Tables(
            UserConversationTable lists,
            ConversationTable conversations,
            MemberTable members,
            WatermarkTable watermarks,
            EventTable events,
            MessageFiles files) {}

    public InboxRoute(Authentication authentication, Tables tables, Answers answers) {
        this.authentication = authentication;
        this.reader = new InboxReader(tables);
        this.answers = answers;
    }

    @Override
    public void handle(Context context) {
        var caller = authentication.caller(context);
        int limit = Limits.limit(context.queryParam("limit"), DEFAULT_LIMIT);
        var cursor = Optional.ofNullable(context.queryParam("cursor")).map(text -> InboxCursor.parse(text)
                .orElseThrow(() -> Problems.invalidParameter("cursor", "must be the next_cursor of a page")));
        answers.later(context, () -> reader.read(caller, limit, cursor), (to, view) -> Answers.json(to, 200, view));
    }
}

package chat4all.edge.status;

import chat4all.edge.cassandra.EventTable;
import chat4all.edge.cassandra.MemberTable;
import chat4all.edge.cassandra.MessageTable;
import chat4all.edge.cassandra.WatermarkTable;
import chat4all.edge.conversations.Memberships;
import chat4all.edge.history.MessageLookup;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.kafka.TopicWriter;
import chat4all.edge.messages.RecentAccepts;
import io.javalin.config.RoutesConfig;

/** The routes that ask what became of messages and tell that they were received and read. */
public final class StatusRoutes implements AutoCloseable {
    private final StatusRoute status;
    private final ReadMessageRoute readMessage;
    private final ReadConversationRoute readConversation;
    private final DeliveredRoute delivered;

    /** What is stored. */
    public record Tables(EventTable events, MessageTable messages, MemberTable members, WatermarkTable watermarks) {}

    public StatusRoutes(
            Authentication authentication,
            Memberships memberships,
            MessageLookup lookup,
            RecentAccepts recent,
            Tables tables,
            TopicWriter writer,
            Answers answers) {
        var reads = new Reads(writer);
        var events = tables.events();
        var reader = new StatusReader(lookup, events, tables.messages(), tables.watermarks(), memberships);
        status = new StatusRoute(authentication, reader, answers);
        readMessage = new ReadMessageRoute(authentication, lookup, events, memberships, reads, answers);
        var heads = new MemberHeads(memberships, tables.members());
        readConversation = new ReadConversationRoute(
                authentication,
                heads,
                recent,
                new ReadConversationRoute.Tables(events, tables.watermarks()),
                reads,
                answers);
        delivered = new DeliveredRoute(authentication, heads, tables.watermarks(), reads, answers);
    }

    public void register(RoutesConfig routes) {
        routes.get("/v1/messages/{id}/status", status);
        routes.post("/v1/messages/{id}/read", readMessage);
        routes.post("/v1/conversations/{id}/read", readConversation);
        routes.post("/v1/conversations/{id}/delivered", delivered);
    }

    @Override
    public void close() {
        status.close();
    }
}

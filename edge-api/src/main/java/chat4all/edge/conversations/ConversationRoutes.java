package chat4all.edge.conversations;

import chat4all.edge.cassandra.ConversationTable;
import chat4all.edge.cassandra.MemberTable;
import chat4all.edge.cassandra.WatermarkTable;
import chat4all.edge.commands.Decisions;
import chat4all.edge.commands.Stamps;
import chat4all.edge.http.Answers;
import chat4all.edge.http.Authentication;
import chat4all.edge.ids.KeyedHash;
import chat4all.edge.topology.TopologyClient;
import io.javalin.config.RoutesConfig;

/** The routes that create, show and change conversations and groups. */
public final class ConversationRoutes {
    private final CreateRoutes create;
    private final GroupRoutes groups;

    /** What the routes share. */
    record Parts(
            Memberships memberships,
            KnownUsers users,
            KeyedHash hash,
            Stamps stamps,
            Decisions decisions,
            ConversationReader reader) {}

    /** What is known of conversations: by the topology, and stored. */
    public record Sources(
            TopologyClient topology, ConversationTable conversations, MemberTable members, WatermarkTable watermarks) {}

    /** How a change is named and decided. */
    public record Changing(KeyedHash hash, Stamps stamps, Decisions decisions) {}

    public ConversationRoutes(
            Authentication authentication,
            Memberships memberships,
            KnownUsers users,
            Sources sources,
            Changing changing,
            Answers answers) {
        var reader = new ConversationReader(
                sources.topology(), sources.conversations(), sources.members(), sources.watermarks());
        var parts = new Parts(memberships, users, changing.hash(), changing.stamps(), changing.decisions(), reader);
        create = new CreateRoutes(authentication, parts, answers);
        groups = new GroupRoutes(authentication, parts, answers);
    }

    public void register(RoutesConfig routes) {
        create.register(routes);
        groups.register(routes);
    }
}

package chat4all.edge.conversations;

import chat4all.edge.async.Outage;
import chat4all.edge.cassandra.ConversationTable;
import chat4all.edge.cassandra.ConversationTable.Stored;
import chat4all.edge.cassandra.MemberTable;
import chat4all.edge.cassandra.MemberTable.Head;
import chat4all.edge.cassandra.WatermarkTable;
import chat4all.edge.cassandra.WatermarkTable.Mark;
import chat4all.edge.http.Problems;
import chat4all.edge.topology.Answer.Absent;
import chat4all.edge.topology.Answer.Found;
import chat4all.edge.topology.TopologyClient;
import chat4all.schemas.ConversationMembers;
import chat4all.schemas.ConversationMembers.Member;
import chat4all.schemas.ConversationView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A conversation as its members read it: from the topology, or as it is stored while that cannot answer. */
final class ConversationReader {
    private final TopologyClient topology;
    private final ConversationTable stored;
    private final MemberTable members;
    private final WatermarkTable watermarks;

    ConversationReader(
            TopologyClient topology, ConversationTable stored, MemberTable members, WatermarkTable watermarks) {
        this.topology = topology;
        this.stored = stored;
        this.members = members;
        this.watermarks = watermarks;
    }

    /** 404 for who never was a member, 403 for who is none any more. */
    CompletableFuture<ConversationBody> read(String conversationId, String caller) {
        return view(conversationId, caller).thenCombine(marks(conversationId), (view, marks) -> {
            var members = view.members();
            if (!members.members().containsKey(caller)) {
                throw Problems.notFound("conversation");
            }
            if (!members.has(caller)) {
                throw Problems.notAMember();
            }
            return ConversationBody.of(view, marks);
        });
    }

    private CompletableFuture<ConversationView> view(String conversationId, String caller) {
        return topology.conversation(conversationId).thenCompose(answer -> {
            if (answer instanceof Found<ConversationView> found) {
                return CompletableFuture.completedFuture(found.value());
            }
            if (answer instanceof Absent) {
                throw Problems.notFound("conversation");
            }
            return stored(conversationId, caller);
        });
    }

    private CompletableFuture<ConversationView> stored(String conversationId, String caller) {
        var found = stored.find(conversationId);
        var all = members.members(conversationId);
        var head = members.head(caller, conversationId);
        return CompletableFuture.allOf(found, all, head)
                .thenApply(done -> view(
                        conversationId,
                        found.join().orElseThrow(() -> Problems.unavailable("The conversation cannot be read now.")),
                        all.join(),
                        head.join().orElse(new Head(0, 0))));
    }

    private static ConversationView view(String conversationId, Stored found, Map<String, Member> all, Head head) {
        var members = new ConversationMembers(
                conversationId,
                found.kind(),
                found.name(),
                found.description(),
                found.createdBy(),
                found.createdAt(),
                0,
                all,
                List.of());
        return new ConversationView(members, head.seq(), head.ordinal());
    }

    /** Without them the members are still worth an answer. */
    private CompletableFuture<Map<String, Mark>> marks(String conversationId) {
        return watermarks.of(conversationId).exceptionally(failure -> {
            if (failure instanceof Outage || failure.getCause() instanceof Outage) {
                return Map.of();
            }
            throw new IllegalStateException(failure);
        });
    }
}

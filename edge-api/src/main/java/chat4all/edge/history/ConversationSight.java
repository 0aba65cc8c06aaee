package chat4all.edge.history;

import chat4all.edge.cassandra.MemberTable;
import chat4all.edge.cassandra.MemberTable.Head;
import chat4all.edge.conversations.Membership;
import chat4all.edge.conversations.Memberships;
import chat4all.edge.http.Problems;
import chat4all.edge.messages.RecentAccepts;
import chat4all.edge.topology.Answer;
import chat4all.edge.topology.Answer.Absent;
import chat4all.edge.topology.Answer.Found;
import java.util.concurrent.CompletableFuture;

/**
 * What a caller sees of a conversation now, what was accepted before included: the newest accept of this process is waited
 * for, a second at most. 404 for who never was a member.
 */
public final class ConversationSight {
    private final Memberships memberships;
    private final MemberTable stored;
    private final RecentAccepts recent;

    public ConversationSight(Memberships memberships, MemberTable stored, RecentAccepts recent) {
        this.memberships = memberships;
        this.stored = stored;
        this.recent = recent;
    }

    CompletableFuture<Sight> of(String conversationId, String caller) {
        return recent.settled(conversationId).thenCompose(settled -> memberships
                .fresh(conversationId)
                .thenCompose(answer -> sight(conversationId, caller, membership(answer, settled))));
    }

    private CompletableFuture<Sight> sight(String conversationId, String caller, Membership membership) {
        if (membership.rangesOf(caller).isEmpty()) {
            throw Problems.notFound("conversation");
        }
        return head(conversationId, caller, membership)
                .thenApply(head -> Sight.of(conversationId, caller, membership, head));
    }

    private static Membership membership(Answer<Membership> answer, boolean settled) {
        if (answer instanceof Found<Membership> found) {
            return found.value();
        }
        if (answer instanceof Absent && settled) {
            throw Problems.notFound("conversation");
        }
        throw Problems.unavailable("The conversation cannot be read now.");
    }

    private CompletableFuture<Head> head(String conversationId, String caller, Membership membership) {
        if (membership.head().isPresent()) {
            return CompletableFuture.completedFuture(membership.head().get());
        }
        return stored.head(caller, conversationId)
                .thenApply(head -> head.orElseThrow(
                        () -> Problems.unavailable("The end of the conversation cannot be found now.")));
    }
}

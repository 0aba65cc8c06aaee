package chat4all.edge.status;

import chat4all.edge.cassandra.MemberTable;
import chat4all.edge.cassandra.MemberTable.Head;
import chat4all.edge.conversations.Membership;
import chat4all.edge.conversations.Memberships;
import chat4all.edge.http.Problems;
import chat4all.edge.topology.Answer;
import chat4all.edge.topology.Answer.Absent;
import chat4all.edge.topology.Answer.Found;
import java.util.concurrent.CompletableFuture;

/** The end of a conversation as it is at this moment, for its members; to others it is as if it did not exist. */
final class MemberHeads {
    private final Memberships memberships;
    private final MemberTable stored;

    MemberHeads(Memberships memberships, MemberTable stored) {
        this.memberships = memberships;
        this.stored = stored;
    }

    CompletableFuture<Head> of(String conversationId, String user) {
        return memberships
                .fresh(conversationId)
                .thenCompose(answer -> head(conversationId, user, member(answer, user)));
    }

    private static Membership member(Answer<Membership> answer, String user) {
        if (answer instanceof Found<Membership> found) {
            if (found.value().has(user)) {
                return found.value();
            }
            throw Problems.notFound("conversation");
        }
        if (answer instanceof Absent) {
            throw Problems.notFound("conversation");
        }
        throw Problems.unavailable("The conversation cannot be read now.");
    }

    private CompletableFuture<Head> head(String conversationId, String user, Membership membership) {
        return membership.head().map(CompletableFuture::completedFuture).orElseGet(() -> stored.head(
                        user, conversationId)
                .thenApply(head -> head.orElseThrow(
                        () -> Problems.unavailable("The end of the conversation cannot be found now."))));
    }
}

package chat4all.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Groups, and messages in them, by the public API. */
final class Groups {
    private final Api client;

    Groups(Api client) {
        this.client = client;
    }

    /** A new group, made by the first of its members. */
    record Group(String id, List<Participant> members) {
        Participant maker() {
            return members.get(0);
        }
    }

    Group make(List<Participant> members) {
        var others = members.stream().skip(1).map(Participant::userId).toList();
        var made = client.post("/v1/groups", members.get(0), Map.of("name", "bench", "initial_members", others))
                .join()
                .expect(201);
        return new Group(made.path("group_id").asText(), members);
    }

    CompletableFuture<Answer> say(Group group, String content) {
        return client.post("/v1/messages", group.maker(), Map.of("conversation_id", group.id(), "content", content));
    }
}

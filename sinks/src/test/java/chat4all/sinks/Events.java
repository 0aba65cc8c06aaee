package chat4all.sinks;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.ConversationKind;
import chat4all.schemas.ConversationMembers.Role;
import chat4all.schemas.EventData;
import chat4all.schemas.EventData.ConversationCreated;
import chat4all.schemas.EventData.MessageCreated;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Events as the sequencer writes them. */
public final class Events {
    public static final Instant AT = Instant.parse("2026-01-02T03:04:05.000016Z");

    private Events() {}

    /** A message of {@code user_a} to {@code user_b}, the first of its conversation. */
    public static ConversationEvent direct(String conversationId, long seq, String messageId) {
        return message(conversationId, seq, messageId, List.of("user_a", "user_b"), List.of("user_b"));
    }

    public static ConversationEvent message(
            String conversationId, long seq, String messageId, List<String> audience, List<String> recipients) {
        return event(conversationId, seq, audience, content(messageId, recipients, null));
    }

    public static ConversationEvent opening(String conversationId, String messageId) {
        var opens = new ConversationCreated(ConversationKind.DIRECT, null, roles(List.of("user_a", "user_b")));
        return event(conversationId, 1, List.of("user_a", "user_b"), content(messageId, List.of("user_b"), opens));
    }

    /** A message of {@code user_a}, who becomes a member by it. */
    public static ConversationEvent joining(String conversationId, long seq, String messageId) {
        var data = new MessageCreated(
                messageId,
                null,
                List.of("user_b"),
                List.of(),
                "telegram:42",
                "user_a",
                "oi",
                "text",
                null,
                null,
                null,
                null);
        return event(conversationId, seq, List.of("user_a", "user_b"), data);
    }

    public static ConversationEvent created(String conversationId, List<String> members) {
        return event(
                conversationId, 1, members, new ConversationCreated(ConversationKind.GROUP, "Equipe", roles(members)));
    }

    public static List<String> users(int count) {
        return IntStream.range(0, count).mapToObj(i -> "user_" + i).toList();
    }

    private static ConversationEvent event(String conversationId, long seq, List<String> audience, EventData data) {
        long ordinal = data instanceof ConversationCreated ? 0 : seq;
        return new ConversationEvent(
                conversationId,
                seq,
                ordinal,
                AT.plus(seq * 16, ChronoUnit.MICROS),
                audience.get(0),
                audience,
                data,
                null);
    }

    private static MessageCreated content(
            String messageId, List<String> recipients, @Nullable ConversationCreated opens) {
        return new MessageCreated(
                messageId,
                "client-" + messageId,
                recipients,
                "Olá \"" + messageId + "\" 😀",
                "text",
                null,
                null,
                null,
                opens);
    }

    private static Map<String, Role> roles(List<String> members) {
        Map<String, Role> roles = new LinkedHashMap<>();
        members.forEach(member -> roles.put(member, roles.isEmpty() ? Role.ADMIN : Role.MEMBER));
        return roles;
    }
}

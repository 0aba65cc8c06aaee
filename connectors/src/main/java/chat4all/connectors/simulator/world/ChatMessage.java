package chat4all.connectors.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One message in a chat, as the person's phone shows it. {@code content} is what came over the API, or what the person
 * sent. Guarded by the lock of {@link People}.
 */
public final class ChatMessage {

    /** How far it has come; a message that the person wrote starts as READ. */
    public enum State {
        ACCEPTED,
        DELIVERED,
        READ,
        FAILED
    }

    private final String id;
    private final boolean fromPerson;
    private final String type;
    private final ObjectNode content;
    private final Instant at;
    private final @Nullable Attachment attachment;
    private final Map<String, String> reactions = new TreeMap<>();
    private @Nullable String text;
    private @Nullable Instant shownAt;
    private State state;
    private int edits;
    private boolean deleted;
    private @Nullable Integer errorCode;

    /** A message on its way to, or from, the phone. */
    public ChatMessage(
            String id,
            boolean fromPerson,
            String type,
            @Nullable String text,
            ObjectNode content,
            @Nullable Attachment attachment,
            Instant at) {
        this.id = id;
        this.fromPerson = fromPerson;
        this.type = type;
        this.text = text;
        this.content = content;
        this.attachment = attachment;
        this.at = at;
        this.state = fromPerson ? State.READ : State.ACCEPTED;
        this.shownAt = fromPerson ? at : null;
    }

    /** As it was when it was saved. */
    static ChatMessage of(Saved.Message saved) {
        var message = new ChatMessage(
                saved.id(),
                saved.fromPerson(),
                saved.type(),
                saved.text(),
                saved.content(),
                saved.attachment(),
                saved.at());
        message.shownAt = saved.shownAt();
        message.state = saved.state();
        message.edits = saved.edits();
        message.deleted = saved.deleted();
        message.reactions.putAll(saved.reactions());
        message.errorCode = saved.errorCode();
        return message;
    }

    Saved.Message saved() {
        return new Saved.Message(
                id,
                fromPerson,
                type,
                text,
                content,
                attachment,
                at,
                shownAt,
                state,
                edits,
                deleted,
                reactions,
                errorCode);
    }

    public void show(Instant when) {
        shownAt = when;
    }

    /** States only go up, as a phone cannot unread. */
    public void reach(State reached) {
        if (reached.compareTo(state) > 0) {
            state = reached;
        }
    }

    public void fail(int code) {
        state = State.FAILED;
        errorCode = code;
    }

    /** Returns how many times it has been edited. */
    public int edit(String changed) {
        text = changed;
        return ++edits;
    }

    public void delete() {
        deleted = true;
    }

    /** An empty emoji takes the reaction back. */
    public void react(String who, String emoji) {
        if (emoji.isEmpty()) {
            reactions.remove(who);
        } else {
            reactions.put(who, emoji);
        }
    }

    public boolean awaitsReading() {
        return !fromPerson && shownAt != null && state != State.READ && state != State.FAILED;
    }

    public String id() {
        return id;
    }

    public boolean fromPerson() {
        return fromPerson;
    }

    public String type() {
        return type;
    }

    public @Nullable String text() {
        return text;
    }

    public ObjectNode content() {
        return content;
    }

    public Instant at() {
        return at;
    }

    public @Nullable Instant shownAt() {
        return shownAt;
    }

    public State state() {
        return state;
    }

    public int edits() {
        return edits;
    }

    public boolean deleted() {
        return deleted;
    }

    public Map<String, String> reactions() {
        return reactions;
    }

    public @Nullable Integer errorCode() {
        return errorCode;
    }

    public @Nullable Attachment attachment() {
        return attachment;
    }
}

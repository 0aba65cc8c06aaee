package chat4all.connectors.delivery;

import chat4all.connectors.spi.Capabilities;
import chat4all.connectors.spi.Capabilities.Ability;
import chat4all.connectors.spi.Capabilities.Rate;
import chat4all.connectors.spi.Capabilities.TextUnit;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Connector;
import chat4all.connectors.spi.Inbound;
import chat4all.connectors.spi.MediaKind;
import chat4all.connectors.spi.MediaRules;
import chat4all.connectors.spi.OutgoingChange;
import chat4all.connectors.spi.OutgoingMessage;
import chat4all.connectors.spi.SendOutcome;
import chat4all.connectors.spi.WebhookRequest;
import chat4all.schemas.Channel;
import chat4all.schemas.StatusError;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** A platform that does as it is told and keeps what it was asked for. */
final class ScriptedConnector implements Connector {
    private static final Rate FAST = Rate.perSecond(10_000);

    /** Small pictures with a short caption, and no other file. */
    private static final MediaRules MEDIA = MediaRules.none().with(MediaKind.IMAGE, 1000, 10, "image/png");

    private final BiFunction<ChannelAccount, OutgoingMessage, SendOutcome> script;
    private final List<OutgoingMessage> calls = new CopyOnWriteArrayList<>();
    private final List<OutgoingChange> changes = new CopyOnWriteArrayList<>();
    private final AtomicInteger losesChanges = new AtomicInteger();
    private final List<OutgoingMessage> taken = new CopyOnWriteArrayList<>();

    ScriptedConnector(BiFunction<ChannelAccount, OutgoingMessage, SendOutcome> script) {
        this.script = script;
    }

    /** Takes everything. */
    static ScriptedConnector willing() {
        return new ScriptedConnector((account, message) -> accepted(message));
    }

    static SendOutcome accepted(OutgoingMessage message) {
        return new SendOutcome.Accepted("id-of-" + message.reference(), null);
    }

    List<OutgoingMessage> callsTo(String contact) {
        return calls.stream().filter(call -> call.to().equals(contact)).toList();
    }

    List<String> textsOf(String contact) {
        return taken.stream()
                .filter(call -> call.to().equals(contact))
                .map(OutgoingMessage::text)
                .toList();
    }

    @Override
    public Channel channel() {
        return Channel.TELEGRAM;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(4096, TextUnit.CHARACTERS, MEDIA, FAST, FAST, Optional.empty(), Set.of(Ability.EDIT));
    }

    @Override
    public SendOutcome send(ChannelAccount account, OutgoingMessage message) {
        calls.add(message);
        SendOutcome outcome = script.apply(account, message);
        if (outcome instanceof SendOutcome.Accepted) {
            taken.add(message);
        }
        return outcome;
    }

    @Override
    public SendOutcome change(ChannelAccount account, OutgoingChange change) {
        changes.add(change);
        return losesChanges.getAndDecrement() > 0
                ? new SendOutcome.Retry(new StatusError("answer-lost", null))
                : new SendOutcome.Accepted(change.target(), null);
    }

    /** The next so many changes are answered by nobody. */
    void losesChanges(int count) {
        losesChanges.set(count);
    }

    List<OutgoingChange> changesFor(String contact) {
        return changes.stream().filter(change -> change.to().equals(contact)).toList();
    }

    @Override
    public Optional<ChannelAccount> authenticate(List<ChannelAccount> accounts, WebhookRequest request) {
        return Optional.empty();
    }

    @Override
    public List<Inbound> parse(String account, JsonNode body) {
        return List.of();
    }
}

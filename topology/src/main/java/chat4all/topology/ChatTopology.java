package chat4all.topology;

import chat4all.schemas.Channel;
import chat4all.schemas.ChannelDispatch;
import chat4all.schemas.ChannelReceipt;
import chat4all.schemas.ChannelReport;
import chat4all.schemas.ConversationCommand;
import chat4all.schemas.ConversationEvent;
import chat4all.schemas.MessageStatus;
import chat4all.schemas.OutboundMessage;
import chat4all.schemas.RejectedMessage;
import chat4all.schemas.StatusUpdate;
import chat4all.schemas.Topic;
import chat4all.schemas.Topics;
import java.util.Optional;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.BranchedKStream;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The life of a message, top to bottom: validate, deduplicate, sequence, route; join what platforms say
 * of it; and the life of its status. Commands of
 * one conversation meet in one partition, one task and one order, so that everything decided here needs no lock and no
 * clock: read again after a crash, the same input gives the same events with the same numbers.
 */
public final class ChatTopology {
    private final StreamsBuilder builder;
    private final StateStores stores;
    private final Optional<Interceptor> interceptor;
    private final ThreadLocal<Pace> paces = ThreadLocal.withInitial(Pace::new);

    private ChatTopology(StreamsBuilder builder, StateStores stores, Optional<Interceptor> interceptor) {
        this.builder = builder;
        this.stores = stores;
        this.interceptor = interceptor;
    }

    /** The whole topology; {@code config} is the application's, so that the checks it asks for are made. */
    static Topology build(StreamsConfig config, Retention retention, Optional<Interceptor> interceptor) {
        StreamsBuilder builder = new StreamsBuilder(new org.apache.kafka.streams.TopologyConfig(config));
        ChatTopology chat = new ChatTopology(builder, StateStores.create(retention), interceptor);

        KStream<String, Verdict<ConversationCommand>> validated = chat.validate(chat.read(Topics.MESSAGES));
        KStream<String, Verdict<ConversationCommand>> deduplicated = chat.deduplicate(passed("validated", validated));
        KStream<String, Verdict<ConversationEvent>> sequenced = chat.sequence(passed("deduplicated", deduplicated));
        KStream<String, ConversationEvent> events = passed("sequenced", sequenced);
        chat.write(events, Topics.CONVERSATION_LOG);
        chat.route(events);
        KStream<String, RejectedMessage> rejections = refused("validated", validated)
                .merge(refused("deduplicated", deduplicated), Named.as("or-deduplicated"))
                .merge(refused("sequenced", sequenced), Named.as("or-sequenced"));
        chat.reject(rejections);
        chat.announce(events, rejections);

        chat.join(chat.read(Topics.CHANNEL_DISPATCHES), chat.read(Topics.CHANNEL_RECEIPTS));
        chat.fold(chat.read(Topics.STATUS_UPDATES));
        return builder.build();
    }

    private KStream<String, Verdict<ConversationCommand>> validate(KStream<String, ConversationCommand> commands) {
        return commands.processValues(Validate::new, Named.as("validate"));
    }

    private KStream<String, Verdict<ConversationCommand>> deduplicate(KStream<String, ConversationCommand> valid) {
        return valid.processValues(Deduplicate.with(stores), Named.as("deduplicate"));
    }

    private KStream<String, Verdict<ConversationEvent>> sequence(KStream<String, ConversationCommand> fresh) {
        return fresh.processValues(Sequence.with(stores), Named.as("sequence"));
    }

    private void route(KStream<String, ConversationEvent> events) {
        BranchedKStream<String, OutboundMessage> route =
                events.flatMapValues(Outcomes::outbound, Named.as("fan-out")).split(Named.as("route-"));
        for (Channel channel : Channel.values()) {
            route = route.branch(
                    (conversation, message) -> message.channel() == channel,
                    Branched.withConsumer(messages -> write(messages, Topics.outbound(channel)), channel.prefix()));
        }
        route.noDefaultBranch();
    }

    private void reject(KStream<String, RejectedMessage> rejections) {
        write(rejections.selectKey(Outcomes::conversation, Named.as("by-conversation")), Topics.MESSAGES_REJECTED);
    }

    /** The first word on every message: SENT with all of its recipients, or FAILED with the reason. */
    private void announce(KStream<String, ConversationEvent> events, KStream<String, RejectedMessage> rejections) {
        KStream<String, StatusUpdate> sent = events.flatMap(Outcomes::sent, Named.as("sent"));
        KStream<String, StatusUpdate> failed = rejections.flatMap(Outcomes::failed, Named.as("failed"));
        write(sent.merge(failed, Named.as("sent-or-failed")), Topics.STATUS_UPDATES);
    }

    /** Written to the topic it is read from: what a watermark says of the message before. */
    private void join(KStream<String, ChannelDispatch> dispatches, KStream<String, ChannelReceipt> receipts) {
        KStream<String, ChannelReport> taken = dispatches.mapValues(dispatch -> dispatch, Named.as("dispatch"));
        KStream<String, ChannelReport> said = receipts.mapValues(receipt -> receipt, Named.as("receipt"));
        KStream<String, Joined> joined = taken.merge(said, Named.as("dispatch-or-receipt"))
                .processValues(JoinReceipts.with(stores), Named.as("join-receipts"));
        write(joined.flatMap(Joined::updates, Named.as("joined")), Topics.STATUS_UPDATES, "write-joined");
        write(joined.flatMap(Joined::onward, Named.as("read-before")), Topics.CHANNEL_RECEIPTS);
    }

    private void fold(KStream<String, StatusUpdate> updates) {
        KStream<String, MessageStatus> changes =
                updates.processValues(FoldStatus.with(stores), Named.as("fold-status"));
        write(changes, Topics.MESSAGE_STATUS);
    }

    private static <T> KStream<String, T> passed(String step, KStream<String, Verdict<T>> verdicts) {
        return verdicts.flatMapValues(Verdict::passed, Named.as(step));
    }

    private static <T> KStream<String, RejectedMessage> refused(String step, KStream<String, Verdict<T>> verdicts) {
        return verdicts.flatMapValues(Verdict::refused, Named.as("not-" + step));
    }

    private <V> KStream<String, V> read(Topic<String, V> topic) {
        KStream<String, V> paced = builder.stream(
                        topic.name(),
                        Consumed.with(topic.keySerde(), topic.valueSerde()).withName("read-" + topic.name()))
                .filter((key, value) -> value != null, Named.as("present-" + topic.name()))
                .processValues(CommitPacer.of(paces), Named.as("pace-" + topic.name()));
        return interceptor
                .map(around -> paced.processValues(Intercepted.by(around), Named.as("intercept-" + topic.name())))
                .orElse(paced);
    }

    private <V> void write(KStream<String, V> stream, Topic<String, V> topic) {
        write(stream, topic, "write-" + topic.name());
    }

    private <V> void write(KStream<String, V> stream, Topic<String, V> topic, String name) {
        stream.to(
                topic.name(),
                Produced.with(topic.keySerde(), topic.valueSerde()).withName(name));
    }
}

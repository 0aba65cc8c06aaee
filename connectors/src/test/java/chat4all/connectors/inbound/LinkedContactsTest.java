package chat4all.connectors.inbound;

import static chat4all.connectors.testing.RealServers.CASSANDRA;
import static chat4all.connectors.testing.RealServers.SERVERS;
import static chat4all.connectors.testing.RealServers.SESSION;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat4all.connectors.accounts.ChannelAccounts;
import chat4all.connectors.cassandra.ContactTable;
import chat4all.connectors.cassandra.FileTable;
import chat4all.connectors.cassandra.LateSession;
import chat4all.connectors.cassandra.PlatformIds;
import chat4all.connectors.cassandra.ReactionTable;
import chat4all.connectors.cassandra.StoredMessages;
import chat4all.connectors.cassandra.ThreadTable;
import chat4all.connectors.kafka.TopicWriter;
import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.Inbound;
import chat4all.connectors.testing.RealServers;
import chat4all.runtime.config.Secret;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.tracing.Tracing;
import chat4all.schemas.Channel;
import chat4all.schemas.ConversationCommand;
import chat4all.schemas.SendMessage;
import chat4all.schemas.Topics;
import chat4all.servers.Server;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LinkedContactsTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final Secret SECRET = new Secret("id-secret");

    private static LateSession session;
    private static TopicWriter writer;
    private static InboundRouter router;
    private static IncomingFiles files;

    private final String digits = Integer.toString(ThreadLocalRandom.current().nextInt(60_000_000, 100_000_000));
    private final String number = "+55119" + digits;
    private int said;

    @BeforeAll
    static void start() {
        session = new LateSession(CASSANDRA);
        var threads = new ThreadTable(session);
        var meters = new SimpleMeterRegistry();
        writer = new TopicWriter(
                SERVERS.kafkaBootstrap(), "linked-contacts", Duration.ofSeconds(30), meters, Tracing.off());
        var account = new ChannelAccount(
                Channel.WHATSAPP,
                "1000",
                List.of("user_owner", "user_agent"),
                true,
                URI.create("http://127.0.0.1:1"),
                SECRET,
                SECRET,
                SECRET);
        files = new IncomingFiles(
                List.of(), new FileTable(session), new ObjectStore(RealServers.S3), SECRET, Duration.ofSeconds(1));
        router = new InboundRouter(
                new InboundRouter.Parts(
                        new ChannelAccounts(List.of(account)),
                        threads,
                        new ContactTable(session),
                        new PlatformIds(session),
                        new StoredMessages(session),
                        new ReactionTable(session),
                        files,
                        writer,
                        meters,
                        InstantSource.system()),
                SECRET);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(session::isUp);
    }

    @AfterAll
    static void stop() {
        writer.close();
        files.close();
        session.close();
    }

    @Test
    void whatALinkedContactSaysIsSaidByTheUser() throws Exception {
        link("user_ana");

        say(number);

        assertThat(commands(number)).singleElement().satisfies(command -> {
            assertThat(command.senderId()).isEqualTo("user_ana");
            assertThat(command.via()).isEqualTo("whatsapp:" + number);
            assertThat(command.recipients()).containsExactly("user_owner", "user_agent");
            assertThat(command.origin()).isEqualTo(ConversationCommand.Origin.PLATFORM);
        });
    }

    @Test
    void aNumberWithoutItsNinthDigitIsTheSameNumber() throws Exception {
        link("user_ana");

        say("+5511" + digits);

        assertThat(commands("+5511" + digits)).singleElement().satisfies(command -> {
            assertThat(command.senderId()).isEqualTo("user_ana");
            assertThat(command.via()).isEqualTo("whatsapp:+5511" + digits);
        });
    }

    @Test
    void bothSpellingsOfANumberAreOneConversation() throws Exception {
        say(number);
        say("+5511" + digits);

        assertThat(commands(number)).extracting(SendMessage::content).containsExactly("oi 1", "oi 2");
    }

    @Test
    void aConversationKeptByTheOtherSpellingIsGoneOnWith() throws Exception {
        var kept = new Commands(SECRET).conversationId("whatsapp:1000", "whatsapp:" + number);
        SESSION.execute(
                "INSERT INTO channel_threads (account, contact, conversation_id) VALUES ('whatsapp:1000', ?, ?)",
                "whatsapp:+5511" + digits,
                kept);

        say("+5511" + digits);
        say(number);

        assertThat(commands(number)).extracting(SendMessage::content).containsExactly("oi 1", "oi 2");
    }

    @Test
    void whatAnOwnerSaysAsAContactIsForTheOtherOwners() throws Exception {
        link("user_owner");

        say(number);

        assertThat(commands(number)).extracting(SendMessage::recipients).containsExactly(List.of("user_agent"));
    }

    @Test
    void aContactIsAUserFromTheLinkOnAndNoMoreAfterIt() throws Exception {
        say(number);
        link("user_ana");
        untilLastSaidBy("user_ana");
        link(null);
        untilLastSaidBy("whatsapp:" + number);

        assertThat(commands(number).get(0).senderId()).isEqualTo("whatsapp:" + number);
        assertThat(commands(number))
                .extracting(SendMessage::conversationId)
                .containsOnly(commands(number).get(0).conversationId());
    }

    @Test
    void whileItCannotBeToldWhoAContactIsNothingIsRouted() throws Exception {
        link("user_ana");
        say(number);
        SERVERS.pause(Server.CASSANDRA);
        try {
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThatThrownBy(() -> say(number))
                    .isNotNull());
        } finally {
            SERVERS.resume(Server.CASSANDRA);
        }

        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            say(number);
            return true;
        });

        assertThat(commands(number)).extracting(SendMessage::senderId).containsOnly("user_ana");
    }

    private void untilLastSaidBy(String sender) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            say(number);
            var commands = commands(number);
            return commands.get(commands.size() - 1).senderId().equals(sender);
        });
    }

    private void link(@Nullable String user) {
        SESSION.execute("UPDATE identities SET user_id = ? WHERE platform = 'whatsapp' AND value = ?", user, number);
    }

    private void say(String contact) throws Exception {
        said++;
        var message = new Inbound.Message(
                "1000", contact, null, "wamid." + contact + "." + said, AT, "text", "oi " + said, Map.of());
        router.route(Channel.WHATSAPP, AT, message, null).get(30, SECONDS);
    }

    /** What the contact said, by whomever, in the order of the conversation. */
    private static List<SendMessage> commands(String contact) {
        var conversation = new Commands(SECRET).conversationId("whatsapp:1000", "whatsapp:" + contact);
        Map<String, Object> config = Map.of("bootstrap.servers", SERVERS.kafkaBootstrap());
        try (var consumer = new KafkaConsumer<>(
                config, new StringDeserializer(), Topics.MESSAGES.valueSerde().deserializer())) {
            var partitions = consumer.partitionsFor(Topics.MESSAGES.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var commands = new ArrayList<SendMessage>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.key().equals(conversation)) {
                        commands.add((SendMessage) record.value());
                    }
                });
            }
            return commands;
        }
    }
}

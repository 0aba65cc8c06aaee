package chat4all.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The procedures of {@code docs/operations/backup.md}, on stacks of their own and hence before the shared one starts. */
@Tag("long")
@Order(0)
class BackupTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration START = Duration.ofMinutes(5);
    /** By how much the page moves the copy's ports. */
    private static final int COPY = 100;

    private final String conversation = "conv-" + UUID.randomUUID();

    @Test
    void theCopyOfAStackGoesOnWhereTheOriginalWasAndBesideIt() throws IOException {
        Path folder = Files.createDirectories(OnTheStack.directory());
        int offset = FreePorts.offset(COPY);
        wrapper(folder, offset);
        try {
            run(folder, "./chat4all up --detach", START);
            send(offset, "antes");
            history(offset, "antes");

            run(folder, linesOfThePage(), START.multipliedBy(2));

            history(offset + COPY, "antes");
            send(offset, "no original");
            send(offset + COPY, "na cópia");
            history(offset, "antes", "no original");
            history(offset + COPY, "antes", "na cópia");
        } finally {
            run(folder, "./chat4all down; ./chat4all down --data-dir backup", PATIENCE);
        }
    }

    @Test
    void anOlderCassandraIsMadeCompleteFromTheLog() throws IOException {
        Path folder = Files.createDirectories(OnTheStack.directory());
        int offset = FreePorts.offset();
        wrapper(folder, offset);
        try {
            run(folder, "./chat4all up --detach", START);
            send(offset, "antes");
            history(offset, "antes");
            run(folder, "./chat4all down && cp -a .chat4all/data/cassandra older && ./chat4all up --detach", START);
            send(offset, "depois");
            history(offset, "antes", "depois");

            run(
                    folder,
                    "./chat4all down && rm -r .chat4all/data/cassandra && mv older .chat4all/data/cassandra"
                            + " && ./chat4all up --detach --servers-only",
                    START);
            readAgain("127.0.0.1:" + (9092 + offset), List.of("chat4all-history", "chat4all-status"));
            run(folder, "./chat4all down && ./chat4all up --detach", START);

            history(offset, "antes", "depois");
            send(offset, "no fim");
            history(offset, "antes", "depois", "no fim");
        } finally {
            run(folder, "./chat4all down", PATIENCE);
        }
    }

    /** What stands on the page between the sentence about the local stack and the next section. */
    private static String linesOfThePage() throws IOException {
        String page = Files.readString(Command.HOME.resolve("docs/operations/backup.md"));
        String section = page.substring(page.indexOf("On the local stack"));
        String lines = section.substring(section.indexOf("```bash\n") + 8);
        return "set -e\n" + lines.substring(0, lines.indexOf("```"));
    }

    /** Stands where the page's lines look for the program, and moves its ports to where nobody else is. */
    private static void wrapper(Path folder, int offset) throws IOException {
        Path script = Files.writeString(folder.resolve("chat4all"), """
                #!/usr/bin/env bash
                words=() moved=
                while [ $# -gt 0 ]; do
                  if [ "$1" = --port-offset ]; then
                    words+=(--port-offset "$(($2 + %1$d))") moved=yes
                    shift
                  else
                    words+=("$1")
                  fi
                  shift
                done
                [ "${words[0]}" != up ] || [ -n "$moved" ] || words+=(--port-offset %1$d)
                exec "%2$s/chat4all" "${words[@]}"
                """.formatted(offset, Command.HOME));
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private static void run(Path folder, String lines, Duration atMost) {
        Command command = Command.start(
                folder.resolve("output-" + UUID.randomUUID() + ".txt"),
                List.of("bash", "-c", "cd " + folder + "\n" + lines));
        assertThat(command.await(atMost)).as(command.output()).isZero();
    }

    private void send(int offset, String text) {
        Api joao = Api.login(Stack.api(offset), "user_a", "pass_a");
        String id = UUID.randomUUID().toString();
        await().atMost(PATIENCE)
                .until(() -> joao.message(conversation, "user_b", text, id).status() == 202);
    }

    private void history(int offset, String... texts) {
        Api maria = Api.login(Stack.api(offset), "user_b", "pass_b");
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode messages = maria.history(conversation).json().path("messages");
            assertThat(messages.findValuesAsText("content")).containsExactly(texts);
            assertThat(messages.findValues("seq"))
                    .extracting(JsonNode::asLong)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, texts.length).boxed().toList());
        });
    }

    /** As {@code kafka-consumer-groups.sh --reset-offsets --to-earliest} does it. */
    private static void readAgain(String bootstrap, List<String> groups) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            await().atMost(PATIENCE).until(() -> admin.describeConsumerGroups(groups).all().get().values().stream()
                    .allMatch(group -> group.groupState() == GroupState.EMPTY));
            for (String group : groups) {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                assertThat(committed).isNotEmpty();
                Map<TopicPartition, OffsetSpec> wanted = committed.keySet().stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.earliest()));
                Map<TopicPartition, OffsetAndMetadata> first = admin.listOffsets(wanted).all().get().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> new OffsetAndMetadata(entry.getValue().offset())));
                admin.alterConsumerGroupOffsets(group, first).all().get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

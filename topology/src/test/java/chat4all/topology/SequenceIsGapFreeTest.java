package chat4all.topology;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.schemas.ConversationEvent;
import chat4all.schemas.SendMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceIsGapFreeTest {
    @TempDir
    Path stateDir;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void anyInterleavingWithRepetitionsNumbersEachConversationOneToN(long seed) {
        Random random = new Random(seed);
        List<SendMessage> offered = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            boolean repeat = !offered.isEmpty() && random.nextInt(3) == 0;
            String conversation = "c" + random.nextInt(5);
            offered.add(
                    repeat
                            ? offered.get(random.nextInt(offered.size()))
                            : Commands.send("m" + i, conversation, "user_a", "user_b"));
        }

        try (TopologyFixture chat = new TopologyFixture(stateDir)) {
            offered.forEach(chat::send);

            List<ConversationEvent> events = chat.events();
            assertThat(events).hasSize((int) offered.stream().distinct().count());
            assertThat(chat.rejections()).hasSize(offered.size() - events.size());
            Map<String, List<Long>> seqs = events.stream()
                    .collect(Collectors.groupingBy(
                            ConversationEvent::conversationId,
                            Collectors.mapping(ConversationEvent::seq, Collectors.toList())));
            seqs.values().forEach(found -> assertThat(found)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, found.size()).boxed().toList()));
        }
    }
}

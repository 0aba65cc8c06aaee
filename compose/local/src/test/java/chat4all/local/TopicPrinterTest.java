package chat4all.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat4all.servers.SharedServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TopicPrinterTest {

    @Test
    void printsKeyAndValueOfRecordsOldAndNew() throws ExecutionException, InterruptedException {
        String bootstrap = SharedServers.kafka();
        create(bootstrap, "printed");
        produce(bootstrap, "old");
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread printing = new Thread(new TopicPrinter(bootstrap, "printed", true, lines::add));
        printing.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> lines.size() == 1);
        produce(bootstrap, "new");
        await().atMost(Duration.ofSeconds(30)).until(() -> lines.size() == 2);
        printing.interrupt();
        printing.join();

        assertThat(lines).containsExactly("c1\told", "c1\tnew");
    }

    @Test
    void namesTheTopicsThereAreWhenAskedForAnother() throws ExecutionException, InterruptedException {
        String bootstrap = SharedServers.kafka();
        create(bootstrap, "existing");

        TopicPrinter printer = new TopicPrinter(bootstrap, "mesages", false, line -> {});

        assertThatThrownBy(printer::run)
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("There is no topic mesages")
                .hasMessageContaining("existing");
    }

    private static void create(String bootstrap, String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void produce(String bootstrap, String value) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("printed", "c1", value)).get();
        }
    }
}

package chat4all.push.cassandra;

import chat4all.schemas.EventData;
import chat4all.schemas.HistoryTable;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * What the messages say that a page of events tells to have been edited. A text is stored once, with its message, so each
 * edit is told with the newest text, and with none when the message was deleted since.
 */
final class EditedTexts {
    private final Map<Long, String> bySeq;

    private EditedTexts(Map<Long, String> bySeq) {
        this.bySeq = bySeq;
    }

    /** Reads rows with {@code seq} and {@code content}, of these seqs in one bucket. */
    interface Reading {
        CompletionStage<List<Row>> rows(long bucket, List<Long> seqs);
    }

    /** One read for each bucket that holds messages edited on the page; mostly none. */
    static CompletionStage<EditedTexts> of(List<Row> page, Reading reading) {
        var byBucket = page.stream()
                .filter(row -> EventData.MESSAGE_EDITED.equals(row.getString("type")))
                .map(row -> StoredEvents.data(row).path("message_seq").asLong())
                .distinct()
                .collect(Collectors.groupingBy(HistoryTable::bucketOf));
        var reads = byBucket.entrySet().stream()
                .map(bucket -> reading.rows(bucket.getKey(), bucket.getValue()).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(reads.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> {
                    Map<Long, String> texts = new HashMap<>();
                    reads.forEach(read -> read.join().forEach(row -> {
                        var content = row.getString("content");
                        if (content != null) {
                            texts.put(row.getLong("seq"), content);
                        }
                    }));
                    return new EditedTexts(texts);
                });
    }

    /** Empty when the message was deleted. */
    Optional<String> of(long messageSeq) {
        return Optional.ofNullable(bySeq.get(messageSeq));
    }
}

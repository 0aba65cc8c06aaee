package chat4all.edge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.edge.cassandra.CassandraLink;
import chat4all.edge.cassandra.UploadTable;
import chat4all.edge.uploads.Sweeper;
import chat4all.edge.uploads.Verifier;
import chat4all.runtime.config.CassandraConfig;
import chat4all.runtime.config.Settings;
import chat4all.runtime.files.FileIds;
import chat4all.runtime.files.StoreUnavailableException;
import chat4all.servers.Server;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What never became a file is deleted a day later, and nothing else. */
class SweepTest {
    private static final Duration A_DAY_AND_A_BIT = Duration.ofHours(26);

    private final TestEdge edge = TestEdge.shared();
    private final StoreView view = new StoreView(edge);
    /** Of each test its own, for a user has only so many unfinished uploads. */
    private final String anna = edge.user("anna");

    private final Api asAnna = edge.as(anna);
    private final String conversation = TestEdge.name("sweep");
    private final CassandraLink link = new CassandraLink(CassandraConfig.from(Settings.of(edge.environment())));
    private final UploadTable table = new UploadTable(link);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Verifier verifier = new Verifier(table, view.store, type -> false, file -> {}, meters);

    @BeforeEach
    void isConnected() {
        edge.topology.conversation(conversation, 0, anna);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(link::isUp);
    }

    @AfterEach
    void close() {
        verifier.close();
        link.close();
        view.store.close();
    }

    @Test
    void anUploadThatIsNotCompletedInADayIsDeletedWithItsParts() {
        var upload = begin(10).putAll();
        var key = view.key(upload.fileId());
        var storeId = storeId(upload.fileId());

        sweepAfter(Duration.ofHours(23));
        assertThat(view.store.parts(key, storeId)).hasSize(1);
        sweepAfter(A_DAY_AND_A_BIT);

        assertThat(view.store.parts(key, storeId)).isEmpty();
        upload.progress().problem(404, "not-found");
        upload.complete().problem(404, "not-found");
        assertThat(noteOf(key)).isFalse();
    }

    @Test
    void anObjectAndAnUploadThatBecameNoFileAreDeleted() {
        var key = FileIds.objectKey();
        table.note(Instant.now(), FileIds.fileId(), key, null).join();
        view.store.put(key, new byte[] {1}, "text/plain");
        var storeId = view.store.begin(key, "text/plain");
        view.store.putPart(key, storeId, 1, new byte[] {1});

        sweepAfter(A_DAY_AND_A_BIT);

        assertThat(view.object(key)).isEmpty();
        assertThat(view.store.parts(key, storeId)).isEmpty();
        assertThat(noteOf(key)).isFalse();
    }

    @Test
    void anObjectInWhosePlaceAnotherIsTheFilesIsDeleted() {
        var done = begin(10).putAll();
        done.complete().ok(200);
        var other = FileIds.objectKey();
        table.note(Instant.now(), done.fileId(), other, null).join();
        view.store.put(other, new byte[] {1}, "text/plain");

        sweepAfter(A_DAY_AND_A_BIT);

        assertThat(view.object(other)).isEmpty();
        assertThat(view.object(view.key(done.fileId()))).hasValue(done.bytes);
    }

    @Test
    void filesAndTheirThumbnailsStay() {
        var done = begin(10).putAll();
        done.complete().ok(200);
        var key = view.key(done.fileId());
        var thumbnail = FileIds.objectKey();
        table.note(Instant.now(), done.fileId(), thumbnail, null).join();
        view.store.put(thumbnail, new byte[] {1}, "image/png");
        table.setThumbnail(done.fileId(), thumbnail).join();

        sweepAfter(A_DAY_AND_A_BIT);
        sweepAfter(Duration.ofDays(6));

        assertThat(view.object(key)).hasValue(done.bytes);
        assertThat(view.object(thumbnail)).isPresent();
        assertThat(noteOf(key)).isFalse();
        done.metadata().ok(200);
    }

    @Test
    void aFileLeftVerifyingForADayIsVerifiedAndNotDeleted() {
        var upload = begin(10).putAll();
        assertThat(table.verify(upload.fileId(), PartedFile.checksum(upload.bytes))
                        .join())
                .isTrue();

        sweepAfter(A_DAY_AND_A_BIT);

        Awaitility.await()
                .until(() -> upload.metadata().body().path("state").asText().equals("ready"));
    }

    @Test
    void onePassLooksAtSoManyNotesAndTheNextGoesOnThere() {
        var uploads = Stream.generate(() -> begin(10).putAll()).limit(5).toList();
        uploads.forEach(upload -> assertThat(table.verify(upload.fileId(), PartedFile.checksum(upload.bytes))
                        .join())
                .isTrue());

        try (var sweeper = new Sweeper(table, view.store, verifier, InstantSource.system(), meters, 3)) {
            assertThat(sweeper.pass()).as("all within one pass").isFalse();
            Awaitility.await().until(sweeper::pass);
        }

        Awaitility.await().until(() -> uploads.stream()
                .allMatch(upload ->
                        upload.metadata().body().path("state").asText().equals("ready")));
    }

    @Test
    void aStoreThatIsAwayMakesTheSweepForgetNothing() {
        var key = FileIds.objectKey();
        table.note(Instant.now(), FileIds.fileId(), key, null).join();
        view.store.put(key, new byte[] {1}, "text/plain");
        edge.servers.stop(Server.S3);
        try {
            Assertions.assertThatThrownBy(() -> sweepAfter(A_DAY_AND_A_BIT))
                    .isInstanceOf(StoreUnavailableException.class);
        } finally {
            edge.servers.start(Server.S3);
        }
        assertThat(noteOf(key)).isTrue();

        sweepAfter(A_DAY_AND_A_BIT);

        assertThat(view.object(key)).isEmpty();
    }

    private void sweepAfter(Duration time) {
        var clock = InstantSource.fixed(Instant.now().plus(time));
        try (var sweeper = new Sweeper(table, view.store, verifier, clock, meters)) {
            sweeper.pass();
        }
    }

    private PartedFile begin(int length) {
        return PartedFile.begin(asAnna, conversation, "file.bin", PartedFile.bytes(length));
    }

    private String storeId(String fileId) {
        return requireNonNull(table.find(fileId).join().orElseThrow().storeId());
    }

    private boolean noteOf(String key) {
        long hour = Instant.now().getEpochSecond() / 3600;
        return LongStream.of(hour - 1, hour)
                .mapToObj(at -> edge.cassandra.execute(
                        "SELECT hour FROM uploads_by_hour WHERE hour = ? AND object_key = ?", at, key))
                .anyMatch(found -> found.one() != null);
    }
}

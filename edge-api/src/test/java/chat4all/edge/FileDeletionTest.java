package chat4all.edge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat4all.edge.cassandra.CarriedFileTable;
import chat4all.edge.cassandra.CassandraLink;
import chat4all.edge.cassandra.UploadTable;
import chat4all.edge.uploads.ReleasedFiles;
import chat4all.runtime.config.CassandraConfig;
import chat4all.runtime.config.Settings;
import chat4all.runtime.files.StoreUnavailableException;
import chat4all.servers.Server;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever deletes a message deletes its file, unless another message carries it. */
class FileDeletionTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String ANNA = "user_anna";
    private static final String BEN = "user_ben";

    private final TestEdge edge = TestEdge.shared();
    private final StoreView view = new StoreView(edge);
    private final Api asAnna = edge.as(ANNA);
    private final Api asBen = edge.as(BEN);
    private final String conversation = TestEdge.name("deletion");
    private final CassandraLink link = new CassandraLink(CassandraConfig.from(Settings.of(edge.environment())));
    private final UploadTable table = new UploadTable(link);
    private final CarriedFileTable carried = new CarriedFileTable(link);

    @BeforeEach
    void isConnected() {
        edge.topology.conversation(conversation, 0, ANNA, BEN);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(link::isUp);
    }

    @AfterEach
    void close() {
        link.close();
        view.store.close();
    }

    @Test
    void theFileOfADeletedMessageIsToBeHadByNobodyFromThenOn() {
        var file = picture();
        var messages = new FileCarriers(edge, file, conversation).carry(1);
        routes(file).forEach(route -> asBen.get(route).ok(200));

        messages.delete(1);

        routes(file).forEach(route -> asBen.get(route).problem(404, "not-found"));
        routes(file).forEach(route -> asAnna.get(route).problem(404, "not-found"));
    }

    @Test
    void itsBytesItsThumbnailAndWhatIsKnownOfItAreDeletedSoon() {
        var file = picture();
        var key = view.key(file);
        var thumbnail = requireNonNull(thumbnailKey(file));
        var messages = new FileCarriers(edge, file, conversation).carry(1).delete(1);

        passAfter(Duration.ofSeconds(20));
        assertThat(view.object(key)).isPresent();
        passAfter(SOON);

        assertThat(view.object(key)).isEmpty();
        assertThat(view.object(thumbnail)).isEmpty();
        assertThat(edge.cassandra
                        .execute("SELECT * FROM files WHERE file_id = ?", file)
                        .one())
                .isNull();
        assertThat(messages.isNoted()).isFalse();
        routes(file).forEach(route -> asAnna.get(route).problem(404, "not-found"));
    }

    @Test
    void aFileThatAnotherMessageCarriesStaysUntilThatIsDeletedToo() {
        var file = picture();
        var key = view.key(file);
        var messages =
                new FileCarriers(edge, file, conversation).carry(1).carry(2).delete(1);

        passAfter(SOON);

        routes(file).forEach(route -> asBen.get(route).ok(200));
        assertThat(messages.isNoted()).isFalse();

        messages.delete(2);
        passAfter(SOON);

        routes(file).forEach(route -> asBen.get(route).problem(404, "not-found"));
        assertThat(view.object(key)).isEmpty();
    }

    @Test
    void aFileInPartsGoesAsWell() {
        var upload = PartedFile.begin(asAnna, conversation, "a.bin", PartedFile.bytes(10))
                .putAll();
        upload.complete().ok(200);
        var key = view.key(upload.fileId());
        new FileCarriers(edge, upload.fileId(), conversation).carry(1).delete(1);

        passAfter(SOON);

        assertThat(view.object(key)).isEmpty();
        upload.metadata().problem(404, "not-found");
        upload.progress().problem(404, "not-found");
    }

    @Test
    void aFileThatNoMessageCarriesStays() {
        var file = picture();

        passAfter(SOON);

        routes(file).forEach(route -> asBen.get(route).ok(200));
    }

    @Test
    void whileTheStoreIsAwayNothingIsForgottenAndNobodyHasTheFile() {
        var file = picture();
        var key = view.key(file);
        var messages = new FileCarriers(edge, file, conversation).carry(1).delete(1);
        edge.servers.stop(Server.S3);
        try {
            assertThatThrownBy(() -> passAfter(SOON)).isInstanceOf(StoreUnavailableException.class);
            asBen.get("/v1/files/" + file).problem(404, "not-found");
        } finally {
            edge.servers.start(Server.S3);
        }
        assertThat(messages.isNoted()).isTrue();

        passAfter(SOON);

        assertThat(view.object(key)).isEmpty();
        assertThat(messages.isNoted()).isFalse();
    }

    private void passAfter(Duration time) {
        var clock = InstantSource.fixed(Instant.now().plus(time));
        try (var released = new ReleasedFiles(table, carried, view.store, clock, new SimpleMeterRegistry())) {
            released.pass();
        }
    }

    /** Uploaded, with its thumbnail. */
    private String picture() {
        var file = Form.of("a.png", ThumbnailsTest.picture(300, 200), conversation)
                .post(asAnna)
                .ok(201)
                .body()
                .path("file_id")
                .asText();
        Awaitility.await().until(() -> thumbnailKey(file) != null);
        return file;
    }

    private @Nullable String thumbnailKey(String file) {
        return requireNonNull(edge.cassandra
                        .execute("SELECT thumbnail_key FROM files WHERE file_id = ?", file)
                        .one())
                .getString("thumbnail_key");
    }

    private static List<String> routes(String file) {
        var path = "/v1/files/" + file;
        return List.of(path, path + "/content", path + "/download", path + "/thumbnail");
    }
}

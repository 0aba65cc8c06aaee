package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Small pictures of pictures, over the API. */
class ThumbnailsTest {
    private static final String ANNA = "user_anna";
    private static final String BEN = "user_ben";

    private final TestEdge edge = TestEdge.shared();
    private final StoreView view = new StoreView(edge);
    private final Api asAnna = edge.as(ANNA);
    private final String conversation = TestEdge.name("thumbnails");

    @BeforeEach
    void twoTalk() {
        edge.topology.conversation(conversation, 0, ANNA, BEN);
    }

    @Test
    void aPictureHasOneSoonAfterItCame() {
        var inOnePiece =
                fileId(Form.of("a.png", picture(900, 600), conversation).post(asAnna));
        var inParts = upload("b.png", picture(900, 600));

        Awaitility.await().until(() -> thumbnailKey(inOnePiece) != null && thumbnailKey(inParts) != null);
        for (var id : new String[] {inOnePiece, inParts}) {
            var reply = edge.as(BEN).get("/v1/files/" + id + "/thumbnail").ok(200);
            assertThat(reply.header("Content-Type")).isEqualTo("image/jpeg");
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void oneThatWasLostIsMadeWhenItIsAskedFor() {
        var id = upload("a.png", picture(900, 600));
        Awaitility.await().until(() -> thumbnailKey(id) != null);
        edge.cassandra.execute("DELETE thumbnail_key FROM files WHERE file_id = ?", id);

        asAnna.get("/v1/files/" + id + "/thumbnail").ok(200);

        assertThat(view.object(Objects.requireNonNull(thumbnailKey(id)))).isPresent();
    }

    /** Nobody at the edge saw it come: it has one from the moment that somebody looks. */
    @Test
    void aPictureThatCameFromAPhoneHasOneToo() {
        var uploaded = upload("a.png", picture(900, 600));
        var row = edge.cassandra
                .execute("SELECT object_key, size_bytes FROM files WHERE file_id = ?", uploaded)
                .one();
        var id = TestEdge.name("file_from-a-phone");
        edge.cassandra.execute(
                "INSERT INTO files (file_id, conversation_id, uploader, filename, size_bytes, mimetype, object_key, state,"
                        + " uploaded_at) VALUES (?, ?, 'whatsapp:+5511999998888', 'image.png', ?, 'image/png', ?, 'READY',"
                        + " toTimestamp(now()))",
                id,
                conversation,
                row.getLong("size_bytes"),
                row.getString("object_key"));

        edge.as(BEN).get("/v1/files/" + id + "/thumbnail").ok(200);
        assertThat(thumbnailKey(id)).isNotNull();
    }

    @Test
    void whatIsNoPictureOrABrokenOneHasNone() {
        var text = upload("a.txt", "hello".getBytes(StandardCharsets.UTF_8));
        var broken = upload("a.png", Arrays.copyOf(picture(900, 600), 50));

        asAnna.get("/v1/files/" + text + "/thumbnail").problem(404, "no-thumbnail");
        asAnna.get("/v1/files/" + broken + "/thumbnail").problem(404, "no-thumbnail");
        asAnna.get("/v1/files/" + broken + "/thumbnail").problem(404, "no-thumbnail");
    }

    @Test
    void strangersHaveNoneAndNeitherHasAnUnfinishedUpload() {
        var id = upload("a.png", picture(10, 10));
        var unfinished = PartedFile.begin(asAnna, conversation, "b.png", picture(10, 10));

        edge.as("user_eve").get("/v1/files/" + id + "/thumbnail").problem(404, "not-found");
        edge.anonymous().get("/v1/files/" + id + "/thumbnail").problem(401, "unauthenticated");
        asAnna.get("/v1/files/" + unfinished.fileId() + "/thumbnail").problem(404, "not-found");
    }

    private String upload(String name, byte[] bytes) {
        var upload = PartedFile.begin(asAnna, conversation, name, bytes).putAll();
        upload.complete().ok(200);
        return upload.fileId();
    }

    private static String fileId(Api.Reply reply) {
        return reply.ok(201).body().path("file_id").asText();
    }

    private String thumbnailKey(String fileId) {
        return edge.cassandra
                .execute("SELECT thumbnail_key FROM files WHERE file_id = ?", fileId)
                .one()
                .getString("thumbnail_key");
    }

    static byte[] picture(int width, int height) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

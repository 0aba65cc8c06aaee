package chat4all.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;

/**
 * João sends a picture to Maria and to two phones, on WhatsApp and on Instagram. Both phones must show its bytes, their
 * reading must come back, and what Maria downloads must have the checksum that João's upload had.
 */
@Command(
        name = "files",
        mixinStandardHelpOptions = true,
        description = "A picture goes up, to WhatsApp and Instagram, is read there, and comes down again.")
final class FilesDemo extends Play {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final String NAME = "pôr do sol.png";

    @Override
    boolean play(Stage stage) {
        stage.say("title");
        var api = stage.api();
        var conversationId = "demo_" + Long.toString(System.currentTimeMillis(), 36);
        var joao = Friend.comesIn("João", "joao", api);
        var maria = Friend.comesIn("Maria", "maria", api);
        int number = ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
        var addresses = List.of("whatsapp:+55119" + number, "instagram:17" + number);
        var phones = new Phones(stage.simulator());

        var picture = picture();
        var uploaded = api.upload(joao.user(), conversationId, NAME, picture);
        stage.say("files.uploaded", joao.name(), NAME, picture.length);
        stage.fact("files.checksum", uploaded.path("mimetype").asText(), checksum(uploaded));

        var messageId = send(api, joao, maria, conversationId, uploaded, addresses);
        stage.say("files.sent", maria.name(), String.join(", ", addresses));
        boolean shown = arrive(stage, phones, addresses, picture);
        boolean read = awaitRead(stage, joao, messageId, phones, addresses);
        boolean same = download(stage, maria, uploaded);
        return stage.verdict(shown && read && same, "files.right");
    }

    private static String send(
            Api api, Friend from, Friend to, String conversationId, JsonNode file, List<String> phones) {
        var recipients = new ArrayList<>(phones);
        recipients.add(to.user().userId());
        return api.post(
                        "/v1/messages",
                        from.user(),
                        Map.of(
                                "conversation_id",
                                conversationId,
                                "recipients",
                                recipients,
                                "content",
                                "🌅",
                                "file_id",
                                file.path("file_id").asText()))
                .join()
                .expect(202)
                .path("message_id")
                .asText();
    }

    /** Whether every phone shows the picture, byte for byte. */
    private static boolean arrive(Stage stage, Phones phones, List<String> addresses, byte[] picture) {
        boolean all = true;
        for (var address : addresses) {
            var bytes = phones.content(phones.awaitFile(address));
            boolean same = Arrays.equals(bytes, picture);
            stage.fact(same ? "files.shown" : "files.other", address, bytes.length);
            all &= same;
        }
        return all;
    }

    /**
     * Whether each phone's reading is told of, within the time that one has. Their owners look again and again: where the
     * platform knows no captions, the words come after the picture.
     */
    private static boolean awaitRead(
            Stage stage, Friend sender, String messageId, Phones phones, List<String> addresses) {
        var path = "/v1/messages/" + Api.encoded(messageId) + "/status?wait=1&after=DELIVERED";
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long read = 0;
        while (read < addresses.size() && System.nanoTime() < deadline) {
            addresses.forEach(phones::reads);
            read = readers(
                    stage.api().poll(path, sender.user(), PATIENCE).join().expect(200), addresses);
        }
        stage.say("files.read", sender.name(), read, addresses.size());
        return read == addresses.size();
    }

    private static long readers(JsonNode status, List<String> addresses) {
        long read = 0;
        for (var recipient : status.path("recipients")) {
            boolean isRead = recipient.path("status").asText().equals("READ");
            if (isRead && addresses.contains(recipient.path("recipient_id").asText())) {
                read++;
            }
        }
        return read;
    }

    /** Whether what the URL gives has the checksum of the upload, and a stranger gets no URL. */
    private static boolean download(Stage stage, Friend reader, JsonNode uploaded) {
        var path = "/v1/files/" + uploaded.path("file_id").asText() + "/download";
        var answer = stage.api().get(path, reader.user()).join().expect(200);
        var bytes = stage.api().bytes(URI.create(answer.path("download_url").asText()));
        boolean same =
                ("sha256:" + sha256(bytes)).equals(uploaded.path("checksum").asText());
        stage.say(
                "files.downloaded",
                reader.name(),
                bytes.length,
                answer.path("expires_at").asText());
        var stranger = Friend.comesIn("Pedro", "pedro", stage.api());
        int status = stage.api().get(path, stranger.user()).join().status();
        stage.fact("files.stranger", stranger.name(), status);
        return same && status == 404;
    }

    private static String checksum(JsonNode uploaded) {
        return uploaded.path("checksum").asText();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] picture() {
        System.setProperty("java.awt.headless", "true");
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, new Color(0x1d2b64), 0, HEIGHT, new Color(0xf8a170)));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setPaint(new Color(0xffd56b));
        pen.fillOval(WIDTH / 2 - 60, HEIGHT - 170, 120, 120);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

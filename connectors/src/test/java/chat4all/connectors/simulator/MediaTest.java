package chat4all.connectors.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MediaTest {
    private static final String BOUNDARY = "part";

    private final RunningSimulator simulator = new RunningSimulator();

    @AfterEach
    void close() {
        simulator.close();
    }

    private RunningSimulator.Answer multipart(String path, String fields, String fileField) throws Exception {
        var body = fields
                + "--part\r\nContent-Disposition: form-data; name=\"" + fileField + "\"; filename=\"contrato.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\nconteudo\r\n--part--\r\n";
        return RunningSimulator.answer(simulator.send(simulator
                .request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofString(body))));
    }

    private static String field(String name, String value) {
        return "--part\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private String upload() throws Exception {
        return multipart(
                        RunningSimulator.NUMBER + "/media",
                        field("messaging_product", "whatsapp") + field("type", "application/pdf"),
                        "file")
                .body()
                .path("id")
                .asText();
    }

    @Test
    void showsAnUploadedDocumentOnThePhone() throws Exception {
        var id = upload();

        simulator.post(
                RunningSimulator.NUMBER + "/messages",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"5511999998888\",\"type\":\"document\",\"document\":{\"id\":\""
                        + id + "\",\"caption\":\"Contrato\",\"filename\":\"contrato.pdf\"}}");

        var shown = simulator.deliveries("whatsapp:+5511999998888").get(0);
        assertThat(shown.path("text").asText()).isEqualTo("Contrato");
        assertThat(shown.at("/file/size").asInt()).isEqualTo(8);
        assertThat(simulator.send(simulator.request("/sim/files/" + id)).body()).isEqualTo("conteudo");
    }

    @Test
    void givesAFileOnlyToTheBearerOfTheToken() throws Exception {
        var found = simulator.get("/graph/v23.0/" + upload()).body();

        var url = URI.create(found.path("url").asText());
        var without = simulator.send(HttpRequest.newBuilder(url));
        var with = simulator.send(simulator.request(url.getPath()));

        assertThat(found.path("file_size").asText()).isEqualTo("8");
        assertThat(found.path("sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(with.body()).isEqualTo("conteudo");
    }

    @Test
    void fetchesWhatALinkNames() throws Exception {
        var url = simulator.request("/sim/files/" + upload()).build().uri();

        simulator.post(
                RunningSimulator.INSTAGRAM,
                "{\"recipient\":{\"id\":\"5614879045272581\"},\"message\":{\"attachment\":{\"type\":\"file\",\"payload\":{\"url\":\""
                        + url + "\"}}}}");

        assertThat(simulator
                        .deliveries("instagram:5614879045272581")
                        .at("/0/file/size")
                        .asInt())
                .isEqualTo(8);
    }

    @Test
    void failsLaterWhenAWhatsAppLinkCannotBeFetched() throws Exception {
        simulator.post(
                RunningSimulator.NUMBER + "/messages",
                "{\"messaging_product\":\"whatsapp\",\"to\":\"5511999998888\",\"type\":\"image\","
                        + "\"image\":{\"link\":\"http://127.0.0.1:1/a.jpg\"}}");

        await().untilAsserted(() -> assertThat(simulator.ears.statuses())
                .extracting(status -> status.at("/errors/0/code").asInt())
                .containsExactly(131052));
    }

    @Test
    void takesATelegramDocumentAndGivesItBack() throws Exception {
        var sent = multipart(
                        RunningSimulator.BOT + "sendDocument",
                        field("chat_id", "123456789") + field("caption", "Contrato"),
                        "document")
                .body()
                .path("result");

        var file = simulator
                .get(RunningSimulator.BOT + "getFile?file_id="
                        + sent.at("/document/file_id").asText())
                .body()
                .path("result");

        assertThat(sent.at("/document/file_name").asText()).isEqualTo("contrato.pdf");
        assertThat(sent.path("caption").asText()).isEqualTo("Contrato");
        assertThat(simulator
                        .send(simulator.request("/file" + RunningSimulator.BOT
                                + file.path("file_path").asText()))
                        .body())
                .isEqualTo("conteudo");
    }

    @Test
    void letsTheFileOfAPersonBeLookedUpByItsId() throws Exception {
        simulator.post(
                "/sim/users/whatsapp:+5511999998888/send",
                "{\"type\":\"image\",\"content_base64\":\"b2k=\",\"mime_type\":\"image/png\"}");
        await().untilAsserted(() -> assertThat(simulator.ears.messages()).hasSize(1));
        var image = simulator.ears.messages().get(0).path("image");

        var found = simulator.get("/graph/v23.0/" + image.path("id").asText()).body();

        assertThat(found.path("mime_type").asText()).isEqualTo("image/png");
        assertThat(image.path("sha256").asText()).endsWith("=");
    }
}

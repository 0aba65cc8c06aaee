package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.edge.Api.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** A client that uploads a file in parts: what is said of it, its bytes, and the way of each part. */
final class PartedFile {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final byte[] bytes;
    private final Api as;
    private final JsonNode begun;

    private PartedFile(Api as, byte[] bytes, JsonNode begun) {
        this.as = as;
        this.bytes = bytes;
        this.begun = begun;
    }

    static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static PartedFile begin(Api as, String conversation, String filename, byte[] bytes) {
        var reply = as.post("/v1/files/initiate", announcement(conversation, filename, bytes.length));
        return new PartedFile(as, bytes, reply.ok(201).body());
    }

    static String announcement(String conversation, String filename, long size) {
        return Api.object(
                "conversation_id",
                "\"" + conversation + "\"",
                "filename",
                "\"" + filename + "\"",
                "size_bytes",
                Long.toString(size),
                "mimetype",
                "\"application/octet-stream\"");
    }

    String fileId() {
        return begun.path("file_id").asText();
    }

    String uploadId() {
        return begun.path("upload_id").asText();
    }

    int partSize() {
        return begun.path("part_size").asInt();
    }

    int parts() {
        return begun.path("part_urls").size();
    }

    URI url(int number) {
        return URI.create(begun.path("part_urls").path(number - 1).asText());
    }

    byte[] part(int number) {
        return Arrays.copyOfRange(bytes, (number - 1) * partSize(), Math.min(bytes.length, number * partSize()));
    }

    PartedFile put(int number) {
        assertThat(put(url(number), part(number))).isEqualTo(200);
        return this;
    }

    PartedFile putAll() {
        for (int number = 1; number <= parts(); number++) {
            put(number);
        }
        return this;
    }

    static int put(URI url, byte[] bytes) {
        try {
            var request = HttpRequest.newBuilder(url)
                    .PUT(BodyPublishers.ofByteArray(bytes))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Reply progress() {
        return as.get("/v1/files/uploads/" + uploadId());
    }

    Reply complete() {
        return complete(checksum(bytes));
    }

    Reply complete(String checksum) {
        return as.post("/v1/files/complete", completion(checksum));
    }

    String completion(String checksum) {
        return Api.object("upload_id", "\"" + uploadId() + "\"", "checksum", "\"" + checksum + "\"");
    }

    Reply metadata() {
        return as.get("/v1/files/" + fileId());
    }

    static String checksum(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package chat4all.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Files up and down in constant memory. A download stands under its name only when its checksum is right. */
final class FileTransfer {
    private static final int BUFFER = 64 * 1024;

    private final Api api;

    FileTransfer(Api api) {
        this.api = api;
    }

    /** @param sent told how many bytes have gone */
    JsonNode upload(Path file, String conversationId, LongConsumer sent) {
        return Optional.of(size(file))
                .filter(size -> size >= PartedUpload.LARGE)
                .flatMap(large -> new PartedUpload(api, file, sent).send(conversationId))
                .orElseGet(() -> uploadAtOnce(file, conversationId, sent));
    }

    private JsonNode uploadAtOnce(Path file, String conversationId, LongConsumer sent) {
        String boundary = "chat4all-" + UUID.randomUUID();
        byte[] head = head(boundary, conversationId, String.valueOf(file.getFileName()));
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        long size = size(file);
        if (size == 0) {
            throw Failure.usage("failure.emptyFile", file);
        }
        return api.upload(
                "/v1/files",
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> new SequenceInputStream(Collections.enumeration(List.of(
                                new ByteArrayInputStream(head),
                                counted(open(file), sent),
                                new ByteArrayInputStream(tail))))),
                        head.length + size + tail.length));
    }

    JsonNode metadata(String fileId) {
        return api.get("/v1/files/" + Api.segment(fileId));
    }

    /** @param received told how many bytes have come */
    void download(JsonNode metadata, Path target, LongConsumer received) {
        MessageDigest digest = sha256();
        Path half = target.resolveSibling(target.getFileName() + ".part");
        String id = metadata.path("file_id").asText();
        try {
            try (InputStream in = counted(api.download("/v1/files/" + Api.segment(id) + "/content"), received);
                    OutputStream out = Files.newOutputStream(half)) {
                byte[] buffer = new byte[BUFFER];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    digest.update(buffer, 0, count);
                    out.write(buffer, 0, count);
                }
            }
            if (!metadata.path("checksum")
                    .asText()
                    .equals("sha256:" + HexFormat.of().formatHex(digest.digest()))) {
                Files.delete(half);
                throw Failure.refused("failure.checksum", target);
            }
            Files.move(half, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw Failure.refused("failure.download", target);
        }
    }

    private static byte[] head(String boundary, String conversationId, String name) {
        String quoted = name.replace("\\", "\\\\")
                .replace("\"", "%22")
                .replace("\r", "%0D")
                .replace("\n", "%0A");
        return String.join(
                        "\r\n",
                        "--" + boundary,
                        "Content-Disposition: form-data; name=\"conversation_id\"",
                        "",
                        conversationId,
                        "--" + boundary,
                        "Content-Disposition: form-data; name=\"file\"; filename=\"" + quoted + "\"",
                        "Content-Type: application/octet-stream",
                        "",
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw Failure.usage("failure.noFile", file);
        }
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InputStream counted(InputStream bytes, LongConsumer soFar) {
        return new FilterInputStream(bytes) {
            private long count;

            @Override
            public int read() throws IOException {
                int one = super.read();
                count(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int some = super.read(buffer, offset, length);
                count(Math.max(0, some));
                return some;
            }

            private void count(int more) {
                count += more;
                soFar.accept(count);
            }
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

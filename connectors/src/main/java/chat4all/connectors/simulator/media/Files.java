package chat4all.connectors.simulator.media;

import chat4all.connectors.simulator.world.Attachment;
import chat4all.connectors.simulator.world.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of all chats, in a directory of their own that ends with the simulator; at most 2 GB, oldest out first. */
public final class Files implements AutoCloseable {
    private static final long MOST_BYTES = 2L << 30;

    private final Ids ids;
    private final Path directory;
    private final Map<String, StoredFile> files = new LinkedHashMap<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private long bytes;

    public Files(Ids ids) {
        this.ids = ids;
        try {
            directory = java.nio.file.Files.createTempDirectory("chat4all-simulator");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the content; longer than {@code most} bytes is refused with {@link IllegalArgumentException}. */
    public Attachment store(InputStream content, String mimeType, @Nullable String filename, long most) {
        var id = ids.objectId();
        var path = directory.resolve(id);
        try (var digested = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"));
                var out = java.nio.file.Files.newOutputStream(path)) {
            long size = 0;
            var buffer = new byte[64 * 1024];
            for (int read = digested.read(buffer); read >= 0; read = digested.read(buffer)) {
                size += read;
                if (size > most) {
                    java.nio.file.Files.deleteIfExists(path);
                    throw new IllegalArgumentException("larger than " + most + " bytes");
                }
                out.write(buffer, 0, read);
            }
            var sha256 = HexFormat.of().formatHex(digested.getMessageDigest().digest());
            var attachment = new Attachment(id, mimeType, filename, size, sha256);
            keep(new StoredFile(attachment, path));
            return attachment;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What a platform does with a link: fetches it at once. Empty when it cannot. */
    public Optional<Attachment> fetch(String url, @Nullable String filename, long most) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            var response = client.send(request, BodyHandlers.ofInputStream());
            try (var content = response.body()) {
                if (response.statusCode() != 200) {
                    return Optional.empty();
                }
                var type = response.headers().firstValue("Content-Type").orElse("application/octet-stream");
                return Optional.of(store(content, type, filename, most));
            }
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    public synchronized Optional<StoredFile> find(String id) {
        return Optional.ofNullable(files.get(id));
    }

    public synchronized boolean delete(String id) {
        var file = files.remove(id);
        if (file == null) {
            return false;
        }
        bytes -= file.attachment().size();
        return file.path().toFile().delete();
    }

    public synchronized void clear() {
        List.copyOf(files.keySet()).forEach(this::delete);
    }

    private synchronized void keep(StoredFile file) {
        files.put(file.attachment().id(), file);
        bytes += file.attachment().size();
        while (bytes > MOST_BYTES && files.size() > 1) {
            delete(files.keySet().iterator().next());
        }
    }

    @Override
    public void close() {
        clear();
        if (!directory.toFile().delete()) {
            directory.toFile().deleteOnExit();
        }
    }
}

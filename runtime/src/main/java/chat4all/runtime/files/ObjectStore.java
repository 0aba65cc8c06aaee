package chat4all.runtime.files;

import chat4all.runtime.config.S3Config;
import io.minio.AbortMultipartUploadArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListMultipartUploadsArgs;
import io.minio.ListPartsArgs;
import io.minio.MinioAsyncClient;
import io.minio.RemoveObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.ListPartsResult;
import io.minio.messages.Part;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The S3 store for files, blocking. A call that gets no answer in ten seconds (putting an upload of parts together: five
 * minutes) throws {@link StoreUnavailableException}; what is not there throws {@link NoSuchObjectException}. Memory per
 * call does not depend on an object's size. Safe for many threads; opening it asks nothing of the store.
 */
public final class ObjectStore implements AutoCloseable {
    /** The least S3 takes for a part that is not the last; of at most 10,000. */
    public static final int MIN_PART_BYTES = 5 * 1024 * 1024;

    private static final Duration ANSWER = Duration.ofSeconds(10);
    /** Some stores copy all parts before they answer. */
    private static final Duration ASSEMBLE = Duration.ofMinutes(5);

    private static final String PART_TYPE = "application/octet-stream";
    private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchUpload");

    private final String bucket;
    private final OkHttpClient http;
    private final MinioAsyncClient client;
    private final MinioAsyncClient assembling;
    private final MinioAsyncClient signing;
    private final SignedPuts puts;

    public ObjectStore(S3Config config) {
        bucket = config.bucket();
        http = StoreHttp.client(ANSWER);
        client = client(config, config.endpoint(), http);
        assembling = client(
                config,
                config.endpoint(),
                http.newBuilder().readTimeout(ASSEMBLE).build());
        signing = client(config, config.publicEndpoint(), http);
        puts = new SignedPuts(client, http, bucket);
    }

    /** A part that the store has, numbered from 1. */
    public record StoredPart(int number, long size, String etag) {}

    /** Writes an object at once. */
    public void put(String key, byte[] bytes, String contentType) {
        put(key, bytes, bytes.length, contentType);
    }

    void put(String key, byte[] bytes, int length, String contentType) {
        await(key, () -> puts.put(key, Map.of(), bytes, length, contentType));
    }

    /**
     * Reads an object, or a part of it. The caller closes the stream; a broken connection is an {@link IOException} there.
     *
     * @param length number of bytes; null is to the end
     */
    public InputStream get(String key, long offset, @Nullable Long length) {
        var args = GetObjectArgs.builder().bucket(bucket).object(key);
        // An empty object has no byte at 0: asked for a range, the store refuses.
        if (offset > 0 || length != null) {
            args.offset(offset);
        }
        if (length != null) {
            args.length(length);
        }
        return await(key, () -> client.getObject(args.build()));
    }

    /** Does nothing when there is no such object. */
    public void delete(String key) {
        await(
                key,
                () -> client.removeObject(
                        RemoveObjectArgs.builder().bucket(bucket).object(key).build()));
    }

    /** Begins an upload in parts; returns its id. */
    public String begin(String key, String contentType) {
        var created = await(
                key,
                () -> client.createMultipartUpload(CreateMultipartUploadArgs.builder()
                        .bucket(bucket)
                        .object(key)
                        .headers(new Http.Headers("Content-Type", contentType))
                        .build()));
        return created.result().uploadId();
    }

    public StoredPart putPart(String key, String uploadId, int number, byte[] bytes) {
        return awaitPart(key, startPart(key, uploadId, number, bytes, bytes.length));
    }

    /** The bytes must stay as they are until it is done. */
    CompletableFuture<StoredPart> startPart(String key, String uploadId, int number, byte[] bytes, int length) {
        return puts.put(key, part(uploadId, number), bytes, length, PART_TYPE)
                .thenApply(etag -> new StoredPart(number, length, etag));
    }

    static StoredPart awaitPart(String key, CompletableFuture<StoredPart> started) {
        return await(key, () -> started);
    }

    /** The parts that have come so far, in their order; none when there is no such upload, for stores differ in saying so. */
    public List<StoredPart> parts(String key, String uploadId) {
        var found = new ArrayList<StoredPart>();
        try {
            var page = partsAfter(key, uploadId, null);
            add(page, found);
            while (page.isTruncated()) {
                page = partsAfter(key, uploadId, page.nextPartNumberMarker());
                add(page, found);
            }
        } catch (NoSuchObjectException e) {
            return List.of();
        }
        return found;
    }

    private ListPartsResult partsAfter(String key, String uploadId, @Nullable Integer number) {
        return await(
                        key,
                        () -> client.listParts(ListPartsArgs.builder()
                                .bucket(bucket)
                                .object(key)
                                .uploadId(uploadId)
                                .partNumberMarker(number)
                                .build()))
                .result();
    }

    private static void add(ListPartsResult page, List<StoredPart> found) {
        page.parts().forEach(part -> found.add(new StoredPart(part.partNumber(), part.partSize(), part.etag())));
    }

    /** Makes one object of the parts. */
    public void complete(String key, String uploadId, List<StoredPart> parts) {
        await(
                key,
                () -> assembling.completeMultipartUpload(CompleteMultipartUploadArgs.builder()
                        .bucket(bucket)
                        .object(key)
                        .uploadId(uploadId)
                        .parts(parts.stream()
                                .map(part -> new Part(part.number(), part.etag()))
                                .toArray(Part[]::new))
                        .build()));
    }

    /** Gives an upload up and deletes its parts; does nothing when there is no such upload. */
    public void abort(String key, String uploadId) {
        try {
            await(
                    key,
                    () -> client.abortMultipartUpload(AbortMultipartUploadArgs.builder()
                            .bucket(bucket)
                            .object(key)
                            .uploadId(uploadId)
                            .build()));
        } catch (NoSuchObjectException e) {
            // What was asked for.
        }
    }

    /** Deletes the object and gives up every upload to its place, whether or not there are any. */
    public void discard(String key) {
        var begun = await(
                key,
                () -> client.listMultipartUploads(ListMultipartUploadsArgs.builder()
                        .bucket(bucket)
                        .prefix(key)
                        .build()));
        begun.result().uploads().stream()
                .filter(upload -> upload.objectName().equals(key))
                .forEach(upload -> abort(key, upload.uploadId()));
        delete(key);
    }

    /**
     * A URL of the public endpoint with which anybody may read the object for a time. Computed, not asked for.
     *
     * @param answerHeaders what the store is to answer: {@code response-content-disposition},
     *     {@code response-content-type}
     */
    public URI readUrl(String key, Duration validity, Map<String, String> answerHeaders) {
        return sign(Http.Method.GET, key, validity, answerHeaders);
    }

    /** A URL with which anybody may put one part for a time. */
    public URI partUrl(String key, String uploadId, int number, Duration validity) {
        return sign(Http.Method.PUT, key, validity, part(uploadId, number));
    }

    private static Map<String, String> part(String uploadId, int number) {
        return Map.of("uploadId", uploadId, "partNumber", Integer.toString(number));
    }

    private URI sign(Http.Method method, String key, Duration validity, Map<String, String> query) {
        try {
            return URI.create(signing.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                    .method(method)
                    .bucket(bucket)
                    .object(key)
                    .expiry((int) validity.toSeconds(), TimeUnit.SECONDS)
                    .extraQueryParams(query)
                    .build()));
        } catch (MinioException e) {
            throw new IllegalStateException("cannot sign a URL", e);
        }
    }

    @FunctionalInterface
    private interface Request<T> {
        CompletableFuture<T> send() throws MinioException;
    }

    private static <T> T await(String key, Request<T> request) {
        try {
            return start(request).join();
        } catch (CompletionException e) {
            throw translated(key, e);
        }
    }

    private static <T> CompletableFuture<T> start(Request<T> request) {
        try {
            return request.send();
        } catch (MinioException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static RuntimeException translated(String key, Throwable cause) {
        if (cause instanceof CompletionException && cause.getCause() != null) {
            return translated(key, cause.getCause());
        }
        if (cause instanceof NoSuchObjectException absent) {
            return absent;
        }
        if (cause instanceof ErrorResponseException refused) {
            return ABSENT.contains(refused.errorResponse().code())
                    ? new NoSuchObjectException(key, refused)
                    : new StoreUnavailableException(refused);
        }
        return cause instanceof MinioException || cause instanceof IOException
                ? new StoreUnavailableException(cause)
                : new IllegalStateException(cause);
    }

    private static MinioAsyncClient client(S3Config config, URI endpoint, OkHttpClient http) {
        return MinioAsyncClient.builder()
                .endpoint(endpoint.toString())
                .region(config.region())
                .credentials(config.accessKey(), config.secretKey().value())
                .httpClient(http)
                .build();
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}

package chat4all.runtime.files;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Puts bytes by URLs that it signs for itself. A signed request carries a SHA-256 of its bytes, which the client makes and
 * the store checks: two more passes over everything than the one that we need. A signed URL covers no bytes.
 */
final class SignedPuts {
    private static final int VALID_MINUTES = 15;
    private static final int NOT_FOUND = 404;

    private final MinioAsyncClient client;
    private final OkHttpClient http;
    private final String bucket;

    SignedPuts(MinioAsyncClient client, OkHttpClient http, String bucket) {
        this.client = client;
        this.http = http;
        this.bucket = bucket;
    }

    /** Completes with the ETag. The bytes must stay as they are until then. */
    CompletableFuture<String> put(String key, Map<String, String> query, byte[] bytes, int length, String contentType) {
        var done = new CompletableFuture<String>();
        var request = new Request.Builder()
                .url(url(key, query))
                .put(RequestBody.create(bytes, MediaType.get(contentType), 0, length))
                .build();
        http.newCall(request).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                try (response) {
                    if (response.isSuccessful()) {
                        done.complete(String.valueOf(response.header("ETag")));
                    } else {
                        done.completeExceptionally(refused(key, response.code()));
                    }
                }
            }

            @Override
            public void onFailure(Call call, IOException failure) {
                done.completeExceptionally(failure);
            }
        });
        return done;
    }

    private static Exception refused(String key, int status) {
        var cause = new IOException("the store answered " + status);
        return status == NOT_FOUND ? new NoSuchObjectException(key, cause) : cause;
    }

    private String url(String key, Map<String, String> query) {
        try {
            return client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                    .method(Http.Method.PUT)
                    .bucket(bucket)
                    .object(key)
                    .expiry(VALID_MINUTES, TimeUnit.MINUTES)
                    .extraQueryParams(query)
                    .build());
        } catch (MinioException e) {
            throw new IllegalStateException("cannot sign a URL", e);
        }
    }
}

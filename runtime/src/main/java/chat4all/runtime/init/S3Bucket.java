package chat4all.runtime.init;

import chat4all.runtime.Patience;
import chat4all.runtime.config.S3Config;
import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.time.Duration;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the bucket for files unless it exists. */
public final class S3Bucket {
    private static final Logger log = LoggerFactory.getLogger(S3Bucket.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** What the server says when another process created the bucket between our question and our request. */
    private static final Set<String> ALREADY_THERE = Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists");

    private S3Bucket() {}

    public static void create(S3Config config) {
        var http = new OkHttpClient.Builder()
                .connectTimeout(TIMEOUT)
                .readTimeout(TIMEOUT)
                .writeTimeout(TIMEOUT)
                .build();
        try {
            var client = client(config, http);
            boolean created = Patience.await(
                    "S3 at " + config.endpoint(), S3Bucket::mayPass, () -> createMissing(client, config));
            log.info("Bucket {} {}", config.bucket(), created ? "created" : "was there");
        } finally {
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }

    private static MinioClient client(S3Config config, OkHttpClient http) {
        return MinioClient.builder()
                .endpoint(config.endpoint().toString())
                .region(config.region())
                .credentials(config.accessKey(), config.secretKey().value())
                .httpClient(http)
                .build();
    }

    private static boolean createMissing(MinioClient client, S3Config config) throws MinioException {
        var bucket = config.bucket();
        if (client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
            return false;
        }
        try {
            client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
            return true;
        } catch (ErrorResponseException e) {
            if (ALREADY_THERE.contains(e.errorResponse().code())) {
                return false;
            }
            throw e;
        }
    }

    /** An answer that refuses us, wrong credentials say, will not get better; no answer may. */
    private static boolean mayPass(Exception e) {
        return e instanceof MinioException && !(e instanceof ErrorResponseException);
    }
}

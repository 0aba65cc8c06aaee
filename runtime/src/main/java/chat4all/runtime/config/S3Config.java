package chat4all.runtime.config;

import java.net.URI;

/**
 * Where files are stored and with which credentials; neither credential has a default.
 *
 * @param publicEndpoint where clients reach the store; the same unless told
 */
public record S3Config(
        URI endpoint, URI publicEndpoint, String region, String bucket, String accessKey, Secret secretKey) {

    public static S3Config from(Settings settings) {
        var endpoint = settings.uri("CHAT4ALL_S3_ENDPOINT", "http://127.0.0.1:9000");
        return new S3Config(
                endpoint,
                settings.uri("CHAT4ALL_S3_PUBLIC_ENDPOINT", endpoint.toString()),
                settings.text("CHAT4ALL_S3_REGION", "us-east-1"),
                settings.text("CHAT4ALL_S3_BUCKET", "chat4all-files"),
                settings.text("CHAT4ALL_S3_ACCESS_KEY"),
                settings.secret("CHAT4ALL_S3_SECRET_KEY"));
    }
}

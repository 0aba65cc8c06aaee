package chat4all.bench;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs URLs of an S3 store (AWS Signature Version 4, in the query), so that files can go there past the platform. */
record SignedUrl(URI store, String region, String accessKey, String secretKey) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /** @param path {@code /bucket/key}, of characters that need no encoding */
    URI of(String method, String path, Instant now) {
        var time = TIME.format(now);
        var day = time.substring(0, 8);
        var scope = day + "/" + region + "/s3/aws4_request";
        var query = "X-Amz-Algorithm=" + ALGORITHM
                + "&X-Amz-Credential=" + URLEncoder.encode(accessKey + "/" + scope, StandardCharsets.UTF_8)
                + "&X-Amz-Date=" + time
                + "&X-Amz-Expires=3600&X-Amz-SignedHeaders=host";
        var request = String.join(
                "\n", method, path, query, "host:" + store.getRawAuthority(), "", "host", "UNSIGNED-PAYLOAD");
        var toSign = String.join("\n", ALGORITHM, time, scope, hex(sha256(request)));
        var key = hmac(utf8("AWS4" + secretKey), day);
        for (var part : new String[] {region, "s3", "aws4_request"}) {
            key = hmac(key, part);
        }
        return URI.create(store + path + "?" + query + "&X-Amz-Signature=" + hex(hmac(key, toSign)));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SignedUrl[" + store + "]";
    }
}

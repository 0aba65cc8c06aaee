package chat4all.connectors.graph;

import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.WebhookRequest;
import chat4all.runtime.config.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who is behind a webhook of Meta's. Its body is signed with the app secret: {@code X-Hub-Signature-256: sha256=<hex of
 * HMAC-SHA256 over the bytes as they came>}. Several accounts may belong to one app; then any of them vouches for it.
 */
public final class GraphWebhook {
    private static final String SIGNATURE_HEADER = "x-hub-signature-256";
    private static final String ALGORITHM = "HmacSHA256";

    private GraphWebhook() {}

    /** The first account whose app secret made the signature. */
    public static Optional<ChannelAccount> signer(List<ChannelAccount> accounts, WebhookRequest request) {
        Optional<String> claimed = request.header(SIGNATURE_HEADER);
        if (claimed.isEmpty()) {
            return Optional.empty();
        }
        byte[] signature = claimed.get().getBytes(StandardCharsets.UTF_8);
        Map<Secret, Boolean> verified = new HashMap<>();
        return accounts.stream()
                .filter(account -> !account.webhookSecret().value().isEmpty())
                .filter(account -> verified.computeIfAbsent(
                        account.webhookSecret(),
                        secret -> MessageDigest.isEqual(
                                signature(secret, request.body()).getBytes(StandardCharsets.UTF_8), signature)))
                .findFirst();
    }

    /** The value of the header for this body. */
    public static String signature(Secret appSecret, ByteBuffer body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(appSecret.utf8(), ALGORITHM));
            mac.update(body.duplicate());
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, impossible);
        }
    }

    /** {@code hub.challenge}, when it comes with the verify token of one of the accounts. */
    public static Optional<String> challenge(List<ChannelAccount> accounts, WebhookRequest request) {
        String mode = request.parameter("hub.mode").orElse("");
        String token = request.parameter("hub.verify_token").orElse("");
        boolean known = !token.isEmpty()
                && accounts.stream().anyMatch(account -> account.verifyToken().matches(token));
        return mode.equals("subscribe") && known
                ? request.parameter("hub.challenge").filter(challenge -> !challenge.isEmpty())
                : Optional.empty();
    }
}

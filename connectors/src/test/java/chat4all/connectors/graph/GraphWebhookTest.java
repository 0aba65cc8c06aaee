package chat4all.connectors.graph;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.connectors.spi.ChannelAccount;
import chat4all.connectors.spi.WebhookRequest;
import chat4all.runtime.config.Secret;
import chat4all.schemas.Channel;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphWebhookTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "test_app_secret | {\"object\":\"whatsapp_business_account\",\"entry\":[]}"
                        + " | dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756",
                "test_app_secret | {\"object\": \"whatsapp_business_account\", \"entry\": []}"
                        + " | 56cbbaf4961c6cfdae48b7f116c047e5eb513d2c931baae63a2bc1afd26f803a",
                "otro_secreto | {\"object\":\"whatsapp_business_account\",\"entry\":[]}"
                        + " | 769b03d8c2ae6498f2d1e1f7299c0ba55448c69d741e7b0bb243d852d8a8d8c7",
            })
    void signsTheBytesAsTheyCame(String secret, String body, String hex) {
        ChannelAccount account = account("1", secret);

        assertThat(GraphWebhook.signature(new Secret(secret), bytes(body))).isEqualTo("sha256=" + hex);
        assertThat(GraphWebhook.signer(List.of(account), signed(body, "sha256=" + hex)))
                .contains(account);
        assertThat(GraphWebhook.signer(List.of(account), signed(body + " ", "sha256=" + hex)))
                .isEmpty();
        assertThat(GraphWebhook.signer(List.of(account), signed(body, hex))).isEmpty();
    }

    @Test
    void leavesTheBodyToBeReadByOthers() {
        ByteBuffer body = bytes("{}");
        String signature = GraphWebhook.signature(new Secret("secret"), body);

        GraphWebhook.signer(
                List.of(account("1", "secret")),
                new WebhookRequest(Map.of("x-hub-signature-256", signature), Map.of(), body));

        assertThat(body.remaining()).isEqualTo(2);
    }

    @Test
    void takesAnyAccountOfTheAppForTheSigner() {
        String signature = GraphWebhook.signature(new Secret("app"), bytes("{}"));

        assertThat(GraphWebhook.signer(
                        List.of(account("1", "other"), account("2", "app"), account("3", "app")),
                        signed("{}", signature)))
                .map(ChannelAccount::id)
                .contains("2");
    }

    @Test
    void answersTheChallengeOnlyToASubscriptionWithOurToken() {
        assertThat(challenge("subscribe", "verify-1")).contains("1158201444");
        assertThat(challenge("subscribe", "wrong")).isEmpty();
        assertThat(challenge("subscribe", "")).isEmpty();
        assertThat(challenge("unsubscribe", "verify-1")).isEmpty();
        assertThat(GraphWebhook.challenge(
                        List.of(account("1", "secret")), new WebhookRequest(Map.of(), Map.of(), bytes(""))))
                .isEmpty();
    }

    private static Optional<String> challenge(String mode, String token) {
        Map<String, String> query = new HashMap<>();
        query.put("hub.mode", mode);
        query.put("hub.verify_token", token);
        query.put("hub.challenge", "1158201444");
        return GraphWebhook.challenge(List.of(account("1", "secret")), new WebhookRequest(Map.of(), query, bytes("")));
    }

    private static WebhookRequest signed(String body, String signature) {
        return new WebhookRequest(Map.of("x-hub-signature-256", signature), Map.of(), bytes(body));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    }

    private static ChannelAccount account(String id, String appSecret) {
        return new ChannelAccount(
                Channel.WHATSAPP,
                id,
                List.of(),
                true,
                URI.create("http://127.0.0.1"),
                new Secret("token"),
                new Secret(appSecret),
                new Secret("verify-" + id));
    }
}

package chat4all.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat4all.edge.Api.Reply;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    private final TestEdge edge = TestEdge.shared();
    private final String conversation = TestEdge.name("bad");
    private final Api asAnna = edge.as("user_anna");

    @BeforeEach
    void twoTalk() {
        edge.topology.conversation(conversation, 0, "user_anna", "user_ben");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "7",
                "{\"content\":\"x\"",
                "{\"content\":\"x\",}",
                "{'content':'x'}",
                "{\"content\":\"x\"} trailing",
                "{\"content\":\"x\"}{}",
                "{\"content\":\"a\",\"content\":\"b\"}",
                "{\"content\":\"a\nb\"}",
                "{\"content\":\"\\x\"}",
                "{\"content\":NaN}",
                "<xml/>"
            })
    void refusesWhatIsNotOneJsonObject(String body) {
        asAnna.post("/v1/messages", body).problem(400, "validation");
        asAnna.post("/auth/token", body).problem(400, "validation");
        asAnna.post("/auth/register", body).problem(400, "validation");
        asAnna.post("/v1/conversations/" + conversation + "/read", body).problem(400, "validation");
    }

    @ParameterizedTest
    @CsvSource({
        "username, na\\u0000me",
        "username, na\\nme",
        "password, segre\\u0000do",
        "email, a\\u0000@example.org",
        "email, a@exam\\u0000ple.org",
        "email, a@exam\\u007fple.org"
    })
    void registersNobodyWithAControlCharacter(String field, String value) {
        var fields = new LinkedHashMap<>(
                Map.of("username", "\"rosa\"", "password", "\"segredo1\"", "email", "\"rosa@example.org\""));
        fields.put(field, "\"" + value + "\"");
        var body = Api.object(fields.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray(String[]::new));

        edge.anonymous().post("/auth/register", body).problem(400, "validation").about("/" + field);
    }

    @Test
    void takesAtMost256Recipients() {
        var recipients =
                IntStream.range(0, 257).mapToObj(i -> "\"user_" + i + "\"").collect(Collectors.joining(",", "[", "]"));

        asAnna.message(
                        "conversation_id",
                        "\"" + TestEdge.name("crowd") + "\"",
                        "content",
                        "\"x\"",
                        "recipients",
                        recipients)
                .problem(400, "validation")
                .about("/recipients");
    }

    @Test
    void explainsARefusalThatNoHandlerSaw() {
        explained(asAnna.get("/v1/messages/" + "m".repeat(20_000)).problem(414, "uri-too-long"));
        explained(Api.send(asAnna.request("/v1/messages/m")
                        .header("X-Long", "x".repeat(20_000))
                        .build())
                .problem(431, "request-header-fields-too-large"));
    }

    private void explained(Reply refusal) {
        var code = refusal.body().path("code").asText();
        edge.anonymous().get("/problems/" + code).ok(200);
    }

    @Test
    void refusesAJsonOfAThousandLevels() {
        asAnna.post("/v1/messages", "{\"metadata\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")
                .problem(400, "validation");
        asAnna.post("/v1/messages", "{\"metadata\":" + "9".repeat(5_000) + "}").problem(400, "validation");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        var latin1 = Api.object("conversation_id", "\"" + conversation + "\"", "content", "\"olá\"");
        asAnna.post("/v1/messages", latin1.getBytes(ISO_8859_1)).problem(400, "validation");
        asAnna.post("/v1/messages", latin1.getBytes(UTF_16LE)).problem(400, "validation");
        var overlong = "{\"content\":\"#\"}".getBytes(UTF_8);
        asAnna.post("/v1/messages", replaced(overlong, (byte) 0xC0, (byte) 0xAF))
                .problem(400, "validation");
        asAnna.post("/v1/messages", replaced(overlong, (byte) 0xED, (byte) 0xA0, (byte) 0x80))
                .problem(400, "validation");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "content|7|/content",
                "content|true|/content",
                "content|{}|/content",
                "content|null|/content",
                "content|\"\"|/content",
                "content|\"\\ud800\"|/content",
                "content|\"\\udc00\\ud800\"|/content",
                "conversation_id|1|/conversation_id",
                "conversation_id|null|/conversation_id",
                "conversation_id|\"\"|/conversation_id",
                "conversation_id|\"a b\"|/conversation_id",
                "conversation_id|\"a\\u0000b\"|/conversation_id",
                "conversation_id|\"ç\"|/conversation_id",
                "conversation_id|\"a/b\"|/conversation_id",
                "client_message_id|1|/client_message_id",
                "client_message_id|\"\"|/client_message_id",
                "client_message_id|\"a\\u0000b\"|/client_message_id",
                "client_message_id|\"\\ud800\"|/client_message_id",
                "message_id|[]|/message_id",
                "sender_id|1|/sender_id",
                "recipient_id|1|/recipient_id",
                "recipients|\"user_ben\"|/recipients",
                "recipients|[1]|/recipients/0",
                "recipients|[\"user_ben\",null]|/recipients/1",
                "channels|\"all\"|/channels",
                "channels|[\"all\",\"all\"]|/channels/1",
                "type|1|/type",
                "type|\"UPPER\"|/type",
                "type|\"\"|/type",
                "file_id|1|/file_id",
                "file_id|\"../x\"|/file_id",
                "reply_to|\"a b\"|/reply_to",
                "metadata|[]|/metadata",
                "metadata|\"x\"|/metadata",
                "metadata|{\"n\":1e999}|/metadata",
                "metadata|{\"n\":\"\\ud800\"}|/metadata"
            })
    void namesTheFieldThatIsWrong(String field, String value, String pointer) {
        var reply = "conversation_id".equals(field)
                ? asAnna.post("/v1/messages", "{\"content\":\"x\",\"conversation_id\":" + value + "}")
                : asAnna.post(
                        "/v1/messages",
                        "{\"conversation_id\":\"" + conversation + "\""
                                + (field.equals("content") || field.equals("file_id") ? "" : ",\"content\":\"x\"")
                                + ",\"" + field + "\":" + value + "}");

        reply.problem(400, "validation").about(pointer);
    }

    @Test
    void namesEveryFieldThatIsMissingOrTooLarge() {
        asAnna.post("/v1/messages", "{}")
                .problem(400, "validation")
                .about("/content")
                .about("/conversation_id");
        asAnna.message(
                        "conversation_id", quoted("c".repeat(129)),
                        "content", quoted("x".repeat(10_241)),
                        "client_message_id", quoted("i".repeat(129)),
                        "type", quoted("t".repeat(33)),
                        "metadata", "{\"k\":" + quoted("v".repeat(1_020)) + "}")
                .problem(400, "validation")
                .about("/conversation_id")
                .about("/content")
                .about("/client_message_id")
                .about("/type")
                .about("/metadata");
    }

    @Test
    void ignoresFieldsItDoesNotKnow() {
        asAnna.message("conversation_id", quoted(conversation), "content", quoted("x"), "shiny", "{\"new\":[1]}")
                .ok(202);
    }

    @Test
    void refusesABodyOverTheLimitAndAnotherMediaType() {
        asAnna.post("/v1/messages", "{\"content\":\"" + "x".repeat(200_000) + "\"}")
                .problem(413, "payload-too-large");
        Api.send(asAnna.request("/v1/messages")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))
                        .build())
                .problem(415, "unsupported-media-type");
    }

    @Test
    void refusesUnknownRoutesAndMethods() {
        asAnna.get("/v2/messages").problem(404, "not-found");
        asAnna.get("/v1/messages/a/b/c").problem(404, "not-found");
        var reply = asAnna.get("/v1/messages").problem(405, "method-not-allowed");
        assertThat(reply.header("Allow")).contains("POST");
        Api.send(asAnna.request("/v1/messages/m/status").DELETE().build()).problem(405, "method-not-allowed");
    }

    @Test
    void knowsNobodyWithoutAGenuineToken() throws Exception {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer("chat4all")
                .audience("chat4all")
                .subject("user_anna")
                .jwtID("1")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .build();
        var none = new PlainJWT(claims).serialize();
        var shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims);
        shared.sign(new MACSigner(Tokens.KEY.toPublicJWK().toJSONString().getBytes(UTF_8)));
        var genuine = Tokens.of("user_anna").split("\\.");
        var forged = Tokens.of("user_ben").split("\\.");

        refused(none);
        refused(shared.serialize());
        refused(Tokens.signed(Tokens.key("k1"), "user_anna", now.plusSeconds(60)));
        refused(Tokens.signed(Tokens.key("k9"), "user_anna", now.plusSeconds(60)));
        refused(genuine[0] + "." + forged[1] + "." + genuine[2]);
        refused("x");
        refused("x".repeat(5_000));
        var expired = edge.anonymous()
                .with(Tokens.signed(Tokens.KEY, "user_anna", now.minusSeconds(1)))
                .get("/v1/messages/m")
                .problem(401, "token-expired");
        assertThat(expired.header("WWW-Authenticate")).contains("Bearer").contains("invalid_token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/messages/m", "/v1/messages/m/status", "/v1/conversations/c/messages", "/v1/users/identities"
            })
    void asksForATokenEverywhere(String path) {
        var reply = edge.anonymous().get(path).problem(401, "unauthenticated");

        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"chat4all\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages", "/v1/messages/m/read", "/v1/conversations/c/read", "/v1/users/identities"})
    void asksForATokenBeforeItReadsTheBody(String path) {
        edge.anonymous().post(path, "{").problem(401, "unauthenticated");
        Api.send(edge.anonymous()
                        .request("/v1/messages")
                        .header("Authorization", "Basic dXNlcjpwYXNz")
                        .POST(BodyPublishers.noBody())
                        .build())
                .problem(401, "unauthenticated");
    }

    @Test
    void showsNobodyTheConversationsOfOthers() {
        var mallory = edge.as("user_mallory");

        mallory.get("/v1/conversations/" + conversation + "/messages").problem(404, "not-found");
        mallory.get("/v1/conversations/unknown/messages").problem(404, "not-found");
        mallory.get("/v1/conversations/a%20b/messages").problem(404, "not-found");
        mallory.get("/v1/conversations/a%00b/messages").problem(400, "validation");
        mallory.post("/v1/conversations/" + conversation + "/read", "{\"up_to_seq\":1}")
                .problem(404, "not-found");
        mallory.get("/v1/messages/a%20b").problem(404, "not-found");
    }

    @Test
    void describesEveryProblemAtItsAddress() {
        var type = asAnna.get("/nowhere").body().path("type").asText();

        var page = edge.anonymous().get(type).ok(200);

        assertThat(page.body().path("code").asText()).isEqualTo("not-found");
        assertThat(page.body().path("meaning").asText()).isNotBlank();
        edge.anonymous().get("/problems/unheard-of").problem(404, "not-found");
    }

    @Test
    void letsPagesOfOtherOriginsCallWithABearerToken() {
        var preflight = Api.send(edge.anonymous()
                .request("/v1/messages")
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Authorization");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        var answer = Api.send(asAnna.request("/v1/messages/none")
                .header("Origin", "https://app.example")
                .build());
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    private void refused(String token) {
        var reply = edge.anonymous().with(token).get("/v1/messages/m").problem(401, "unauthenticated");
        assertThat(reply.header("WWW-Authenticate")).contains("invalid_token");
    }

    private static byte[] replaced(byte[] json, byte... bytes) {
        var text = new String(json, ISO_8859_1);
        return text.replace("#", new String(bytes, ISO_8859_1)).getBytes(ISO_8859_1);
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}

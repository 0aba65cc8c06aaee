package chat4all.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {
    private static final String NI_3_BYTES = "你";
    private static final String SMILE_4_BYTES = "😀";

    @Test
    void anOrdinaryMessageBreaksNoRule() {
        assertThat(Validation.check(Commands.send("olá"))).isEmpty();
    }

    @Test
    void contentMayHaveExactlyTheLimitInBytesWhateverTheScript() {
        assertThat(Validation.check(Commands.send("a".repeat(10_240)))).isEmpty();
        assertThat(Validation.check(Commands.send("é".repeat(5_120)))).isEmpty();
        assertThat(Validation.check(Commands.send(NI_3_BYTES.repeat(3_413) + "a")))
                .isEmpty();
        assertThat(Validation.check(Commands.send(SMILE_4_BYTES.repeat(2_560)))).isEmpty();
    }

    @Test
    void oneByteOverTheLimitIsTooLong() {
        assertThat(Validation.check(Commands.send("a".repeat(10_241))))
                .containsExactly(
                        new Violation("/content", Violation.TOO_LONG, "10241 bytes; at most 10240 are allowed"));
        assertThat(Validation.check(Commands.send("é".repeat(5_120) + "a")))
                .extracting(Violation::code)
                .containsExactly(Violation.TOO_LONG);
        assertThat(Validation.check(Commands.send(SMILE_4_BYTES.repeat(2_560) + "a")))
                .extracting(Violation::code)
                .containsExactly(Violation.TOO_LONG);
    }

    @Test
    void contentIsMissedUnlessThereIsAFile() {
        assertThat(Validation.check(Commands.send("")))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/content", Violation.MISSING));
        assertThat(Validation.check(Commands.withFile("", "file_1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", " ", "\n", "\u202e", "\ufeff", "\uffff", "a\u0000b"})
    void anyUnicodeTextIsContent(String content) {
        assertThat(Validation.check(Commands.send(content))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\ude00b", "\ude00\ud83d"})
    void halfASurrogatePairIsNoText(String content) {
        assertThat(Validation.check(Commands.send(content)))
                .extracting(Violation::pointer, Violation::code)
                .containsExactly(tuple("/content", Violation.INVALID));
    }

    @Test
    void upTo256RecipientsAreAllowed() {
        assertThat(Validation.check(Commands.to(users(256)))).isEmpty();
        assertThat(Validation.check(Commands.to(users(257))))
                .containsExactly(new Violation("/recipients", Violation.TOO_LONG, "at most 256 recipients"));
    }

    @Test
    void aRecipientListedTwiceIsNamed() {
        assertThat(Validation.check(Commands.to(List.of("user_b", "user_c", "user_b"))))
                .containsExactly(new Violation("/recipients/2", Violation.RECIPIENT_INVALID, "is listed twice"));
    }

    @Test
    void aRecipientThatMeansNothingIsNamed() {
        assertThat(Validation.check(Commands.to(List.of("user_b", "fax:123", "whatsapp:12"))))
                .allMatch(Violation::concernsRecipient)
                .extracting(Violation::pointer)
                .containsExactly("/recipients/1", "/recipients/2");
    }

    @Test
    void channelsAreKnownOnesOrAll() {
        assertThat(Validation.check(Commands.over(List.of("all", "whatsapp", "instagram", "telegram"))))
                .isEmpty();
        assertThat(Validation.check(Commands.over(List.of("whatsapp", "WHATSAPP", ""))))
                .allMatch(violation -> violation.code().equals(Violation.CHANNEL_UNKNOWN))
                .extracting(Violation::pointer)
                .containsExactly("/channels/1", "/channels/2");
        assertThat(Validation.check(Commands.over(List.of("all", "telegram", "all"))))
                .extracting(Violation::pointer)
                .containsExactly("/channels/2");
    }

    @Test
    void aLinkedIdentityIsAUsersContactAndListedOnce() {
        SendMessage message = Commands.over(List.of("all"));

        assertThat(Validation.check(message.withLinked(List.of(
                        new LinkedIdentity("user_b", "telegram:42"),
                        new LinkedIdentity("user_b", "fax:1"),
                        new LinkedIdentity("telegram:43", "telegram:43"),
                        new LinkedIdentity("user_b", "telegram:42")))))
                .extracting(Violation::pointer)
                .containsExactly("/linked/1", "/linked/2", "/linked/3");
        assertThat(Validation.check(message.withLinked(
                        Collections.nCopies(Validation.MAX_LINKED + 1, new LinkedIdentity("user_b", "telegram:42")))))
                .extracting(Violation::pointer)
                .containsExactly("/linked");
    }

    @Test
    void onlyAPlatformBringsWhatAUserWroteThere() {
        assertThat(Validation.check(Commands.send("x").writtenAs("user_b", "telegram:42")))
                .extracting(Violation::pointer)
                .containsExactly("/via");
    }

    @Test
    void metadataIsAnObjectOfAtMostOneKibibyte() throws JsonProcessingException {
        String frame = "{\"k\":\"\"}";
        String fits = "x".repeat(1_024 - frame.length());

        assertThat(Validation.check(Commands.withMetadata("{}"))).isEmpty();
        assertThat(Validation.check(Commands.withMetadata("{\"k\":\"" + fits + "\"}")))
                .isEmpty();
        assertThat(Validation.check(Commands.withMetadata("{\"k\":\"" + fits + "x\"}")))
                .extracting(Violation::code)
                .containsExactly(Violation.TOO_LONG);
        assertThat(Validation.check(Commands.withMetadata("[1]")))
                .extracting(Violation::code)
                .containsExactly(Violation.INVALID);
        assertThat(Validation.check(Commands.withMetadata("{\"k\":\"\\ud83d\"}")))
                .extracting(Violation::code)
                .containsExactly(Violation.INVALID);
    }

    @Test
    void metadataThatIsTheLiteralNullIsNoMetadata() {
        assertThat(Commands.withMetadata(JsonNodeFactory.instance.nullNode()).metadata())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "A-z_0.9:x", "group_1"})
    void conversationIdsAreFreeText(String id) {
        assertThat(Validation.check(Commands.in(id))).isEmpty();
        assertThat(Validation.check(Commands.in("x".repeat(128)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "é", "a\n", "a|b"})
    void conversationIdsOfOtherCharactersAreInvalid(String id) {
        assertThat(Validation.check(Commands.in(id)))
                .extracting(Violation::pointer)
                .containsExactly("/conversation_id");
        assertThat(Validation.check(Commands.in("x".repeat(129)))).hasSize(1);
    }

    @Test
    void someConversationIdsAreTheServersOwn() {
        assertThat(List.of("direct:1", "channel:1", "group_1")).allMatch(Validation::isReserved);
        assertThat(List.of("direct", "Direct:1", "groups", "my_group_1", "conv_1"))
                .noneMatch(Validation::isReserved);
    }

    @Test
    void everyViolationIsToldAtOnceInTheOrderOfTheFields() {
        SendMessage wrong = Commands.wrongEverywhere();

        assertThat(Validation.check(wrong))
                .extracting(Violation::pointer)
                .containsExactly(
                        "/conversation_id",
                        "/message_id",
                        "/content",
                        "/type",
                        "/file_id",
                        "/reply_to",
                        "/metadata",
                        "/recipients/0",
                        "/channels/0");
    }

    @Test
    void aConversationIsMadeOfUsersOnlyAndOneReasonIsGivenForEach() {
        assertThat(Validation.check(Commands.create("Equipe", List.of("user_b", "user_c"))))
                .isEmpty();
        assertThat(Validation.check(Commands.create(null, List.of("user_b", "telegram:42", "nobody"))))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/members/1", "/members/2");
        assertThat(Validation.check(Commands.create(null, users(257))))
                .extracting(Violation::pointer)
                .containsExactly("/members");
    }

    @Test
    void aNameHasAtMost100Characters() {
        assertThat(Validation.check(Commands.create("é".repeat(100), List.of())))
                .isEmpty();
        assertThat(Validation.check(Commands.create("é".repeat(101), List.of())))
                .extracting(Violation::pointer)
                .containsExactly("/name");
        assertThat(Validation.check(Commands.create("\ud83d", List.of()))).hasSize(1);
    }

    @Test
    void clientIdsAreAnyTextWithoutControlCharacters() {
        assertThat(Validation.CLIENT_ID.asMatchPredicate())
                .accepts("x", "pedido nº 17 😀", "x".repeat(128))
                .rejects("", "x".repeat(129), "a\u0000", "a\n");
    }

    private static List<String> users(int count) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> "user_" + i).toList());
    }
}

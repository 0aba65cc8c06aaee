package chat4all.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat4all.edge.Api.Reply;
import com.datastax.oss.driver.api.core.cql.Row;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitiesTest {
    private static final String PATH = "/v1/users/identities";

    private final TestEdge edge = TestEdge.shared();
    private final String anna = TestEdge.name("user_anna").replace('-', '_');
    private final String ben = TestEdge.name("user_ben").replace('-', '_');
    private final Api asAnna = edge.as(anna);
    private final Api asBen = edge.as(ben);
    private final String chat = Long.toString(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    /** The last eight digits of a mobile number. */
    private final String digits = Integer.toString(ThreadLocalRandom.current().nextInt(60_000_000, 100_000_000));

    @Test
    void linksAnIdentityInItsOneFormAndListsIt() {
        var linked = link(asAnna, "whatsapp", "+55 (11) 9 " + digits).ok(201).body();
        link(asAnna, "instagram", "@Ana." + digits).ok(201);

        assertThat(linked.path("platform").asText()).isEqualTo("whatsapp");
        assertThat(linked.path("value").asText()).isEqualTo("+55119" + digits);
        assertThat(linked.has("linked_at")).isTrue();
        var listed = asAnna.get(PATH).ok(200).body().path("identities");
        assertThat(listed.findValuesAsText("value")).containsExactly("@ana." + digits, "+55119" + digits);
        assertThat(listed.get(1)).isEqualTo(linked);
    }

    @Test
    void linkingAgainAnswersWhatIsLinked() {
        var first = link(asAnna, "telegram", chat).ok(201);

        assertThat(link(asAnna, "telegram", chat).ok(200).body()).isEqualTo(first.body());
        assertThat(changes("telegram", chat)).containsExactly("linked " + anna);
    }

    @Test
    void aNumberWithoutItsNinthDigitIsTheSameNumber() {
        link(asAnna, "whatsapp", "+55119" + digits).ok(201);

        link(asAnna, "whatsapp", "+5511" + digits).ok(200);
        link(asBen, "whatsapp", "+5511" + digits).problem(409, "identity-taken");
        assertThat(asBen.get(PATH).ok(200).body().path("identities")).isEmpty();
    }

    @Test
    void ofManyWhoLinkTheSameAtOnceOneHasIt() {
        var users = IntStream.range(0, 8).mapToObj(i -> edge.as(ben + "_" + i)).toList();

        var replies = together(users.stream().map(user -> linking(user, chat)));

        assertThat(replies).extracting(Reply::status).containsOnlyOnce(201).containsOnly(201, 409);
        var owners = users.stream()
                .filter(user ->
                        !user.get(PATH).ok(200).body().path("identities").isEmpty())
                .toList();
        assertThat(owners).hasSize(1);
        assertThat(replies.get(users.indexOf(owners.get(0))).status()).isEqualTo(201);
        assertThat(changes("telegram", chat)).hasSize(1);
    }

    @Test
    void aUserWhoLinksTheSameAtOnceTwiceHasItOnce() {
        var replies = together(IntStream.range(0, 6).mapToObj(i -> linking(asAnna, chat)));

        assertThat(replies).extracting(Reply::status).containsOnlyOnce(201).containsOnly(200, 201);
        assertThat(changes("telegram", chat)).hasSize(1);
    }

    @Test
    void aUserHasAtMostTenHoweverManyAreLinkedAtOnce() {
        var room = Long.parseLong(chat) / 100 * 100;
        together(IntStream.range(0, 16).mapToObj(i -> linking(asAnna, Long.toString(room + i + 1))));
        for (int i = 0; i < 10; i++) {
            link(asAnna, "telegram", Long.toString(room + 50 + i));
        }

        assertThat(asAnna.get(PATH).ok(200).body().path("identities")).hasSize(10);
        link(asAnna, "telegram", Long.toString(room + 99)).problem(422, "too-many-identities");
        link(asBen, "telegram", Long.toString(room + 99)).ok(201);
    }

    @Test
    void whatIsUnlinkedIsAnothersToLinkAndEveryChangeIsRecorded() {
        link(asAnna, "telegram", chat).ok(201);

        unlink(asBen, "telegram/" + chat).problem(404, "not-found");
        unlink(asAnna, "telegram/" + chat).ok(204);
        unlink(asAnna, "telegram/" + chat).problem(404, "not-found");
        link(asBen, "telegram", chat).ok(201);

        assertThat(asAnna.get(PATH).ok(200).body().path("identities")).isEmpty();
        assertThat(changes("telegram", chat)).containsExactly("linked " + anna, "unlinked " + anna, "linked " + ben);
    }

    @Test
    void theOwnerSeesTheChangesOfTheTimeWhenItWasTheirs() {
        link(asBen, "telegram", chat).ok(201);
        unlink(asBen, "telegram/" + chat).ok(204);
        link(asAnna, "telegram", chat).ok(201);

        var changes =
                asAnna.get(PATH + "/telegram/" + chat + "/changes").ok(200).body();
        var before = asBen.get(PATH + "/telegram/" + chat + "/changes").ok(200).body();

        assertThat(changes.path("changes").findValuesAsText("change")).containsExactly("linked");
        assertThat(changes.at("/changes/0/changed_by").asText()).isEqualTo(anna);
        assertThat(changes.at("/changes/0/at").asText()).isNotEmpty();
        assertThat(before.path("changes").findValuesAsText("change")).containsExactly("unlinked", "linked");
        assertThat(before.toString()).doesNotContain(anna);
        edge.as("user_mallory").get(PATH + "/telegram/" + chat + "/changes").problem(404, "not-found");
        asAnna.get(PATH + "/icq/1/changes").problem(404, "not-found");
    }

    @Test
    void whatSomebodyElseUnlinkedIsToldWithoutTheName() {
        link(asAnna, "telegram", chat).ok(201);
        edge.cassandra.execute(
                "INSERT INTO identities (platform, value, change_id, change, changed_by)"
                        + " VALUES ('telegram', ?, now(), 'unlinked', 'operator')",
                chat);

        var changes =
                asAnna.get(PATH + "/telegram/" + chat + "/changes").ok(200).body();

        assertThat(changes.path("changes").findValuesAsText("change")).containsExactly("unlinked", "linked");
        assertThat(changes.toString()).doesNotContain("operator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+5511%s", "%%2B55119%s", "+55-11-9%s"})
    void unlinksInAnySpelling(String spelling) {
        link(asAnna, "whatsapp", "+55119" + digits).ok(201);

        unlink(asAnna, "whatsapp/" + spelling.formatted(digits)).ok(204);
    }

    @Test
    void whatWasCutOffHalfWayIsSetRightByRepeatingIt() {
        link(asAnna, "telegram", chat).ok(201);
        edge.cassandra.execute(
                "DELETE FROM identities_by_user WHERE user_id = ? AND platform = 'telegram' AND value = ? IF EXISTS",
                anna,
                chat);

        link(asAnna, "telegram", chat).ok(200);

        assertThat(asAnna.get(PATH).ok(200).body().path("identities")).hasSize(1);
    }

    @Test
    void whatIsListedButNotOwnedIsNotShown() {
        link(asBen, "telegram", chat).ok(201);
        edge.cassandra.execute(
                "INSERT INTO identities_by_user (user_id, platform, value) VALUES (?, 'telegram', ?) IF NOT EXISTS",
                anna,
                chat);

        assertThat(asAnna.get(PATH).ok(200).body().path("identities")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "telegram, @ana, /value",
        "telegram, -1001234, /value",
        "whatsapp, 11999998888, /value",
        "whatsapp, '', /value",
        "instagram, ana, /value",
        "icq, 1, /platform"
    })
    void namesTheFieldThatIsWrong(String platform, String value, String pointer) {
        link(asAnna, platform, value).problem(400, "validation").about(pointer);
    }

    @Test
    void namesEveryFieldThatIsMissing() {
        asAnna.post(PATH, "{}").problem(400, "validation").about("/platform").about("/value");
        asAnna.post(PATH, "{\"platform\":7,\"value\":[]}")
                .problem(400, "validation")
                .about("/platform")
                .about("/value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"icq/1", "telegram/x", "whatsapp/%20", "telegram/1"})
    void whatIsNoIdentityOfTheCallersIsNotFound(String identity) {
        unlink(asAnna, identity).problem(404, "not-found");
    }

    private static Reply link(Api user, String platform, String value) {
        return user.post(PATH, Api.object("platform", "\"" + platform + "\"", "value", "\"" + value + "\""));
    }

    private static CompletableFuture<Reply> linking(Api user, String chat) {
        return Api.sendAsync(user.request(PATH)
                .POST(BodyPublishers.ofString(Api.object("platform", "\"telegram\"", "value", "\"" + chat + "\"")))
                .build());
    }

    private static Reply unlink(Api user, String identity) {
        return Api.send(user.request(PATH + "/" + identity).DELETE().build());
    }

    private static List<Reply> together(Stream<CompletableFuture<Reply>> calls) {
        return calls.toList().stream().map(CompletableFuture::join).toList();
    }

    private List<String> changes(String platform, String value) {
        return edge
                .cassandra
                .execute("SELECT change, changed_by FROM identities WHERE platform = ? AND value = ?", platform, value)
                .all()
                .stream()
                .map(IdentitiesTest::change)
                .toList();
    }

    private static String change(Row row) {
        return row.getString("change") + " " + row.getString("changed_by");
    }
}

package chat4all.push.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoticeTest {

    @Test
    void readsOnlyItsOwnFieldsOfTheOutermostObject() {
        var text = "{\"type\":\"NEW_MESSAGE\",\"data\":{\"seq\":99,\"type\":\"x\"},\"conversation_id\":\"c\",\"seq\":3,"
                + "\"content\":\"\\\"seq\\\":4\",\"timestamp\":1700000000000}";

        assertThat(Notice.read(text)).contains(new Notice(text, "NEW_MESSAGE", "c", 3, 1_700_000_000_000L));
    }

    @Test
    void needsATypeAndNothingElse() {
        assertThat(Notice.read("{\"type\":\"LATER\"}"))
                .contains(new Notice("{\"type\":\"LATER\"}", "LATER", null, 0, 0));
        assertThat(Notice.read("{}")).isEmpty();
        assertThat(Notice.read("[]")).isEmpty();
        assertThat(Notice.read("")).isEmpty();
        assertThat(Notice.read("{\"type\":\"LATER\"")).isEmpty();
    }
}

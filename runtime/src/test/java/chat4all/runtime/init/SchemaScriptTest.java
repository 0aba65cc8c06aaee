package chat4all.runtime.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat4all.runtime.config.CassandraConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaScriptTest {
    private static final CassandraConfig CONFIG = new CassandraConfig(List.of(), "dc_1", "talk", 3);

    @Test
    void fillsInPlaceholdersAndPartsStatements() {
        var script = new SchemaScript("CREATE KEYSPACE ${keyspace} {'${datacenter}': ${replication}};\nCREATE x;\n");

        assertThat(script.statements(CONFIG)).containsExactly("CREATE KEYSPACE talk {'dc_1': 3}", "CREATE x");
    }

    @Test
    void takesNoNoticeOfComments() {
        var script = new SchemaScript("-- one; two ${three}\nCREATE x; -- after\n");

        assertThat(script.statements(CONFIG)).containsExactly("CREATE x");
    }

    @Test
    void refusesAPlaceholderItDoesNotKnow() {
        var script = new SchemaScript("CREATE ${other};");

        assertThatThrownBy(() -> script.statements(CONFIG)).hasMessageContaining("other");
    }

    @Test
    void readsTheSchemaOfThePlatformWhichMayBeAppliedAgain() {
        assertThat(SchemaScript.load().statements(CONFIG))
                .allMatch(statement -> statement.matches("(?s)(CREATE|ALTER TABLE) .*IF NOT EXISTS .*"));
    }
}

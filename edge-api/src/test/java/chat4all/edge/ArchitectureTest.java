package chat4all.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses edge = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("chat4all.edge");

    @Test
    void onlyTheAdaptersKnowTheirLibraries() {
        onlyIn("chat4all.edge.cassandra", "com.datastax..");
        onlyIn("chat4all.edge.redis", "io.lettuce..");
        onlyIn("chat4all.edge.kafka", "org.apache.kafka.clients..");
        onlyIn("chat4all.edge.topology", "java.net.http..");
        onlyIn("chat4all.edge.files", "org.apache.commons..");
        onlyIn("chat4all.edge.auth", "com.password4j..", "io.github.bucket4j..");
    }

    @Test
    void adaptersDoNotKnowTheRoutes() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "chat4all.edge.cassandra",
                        "chat4all.edge.redis",
                        "chat4all.edge.kafka",
                        "chat4all.edge.topology",
                        "chat4all.edge.async")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.javalin..",
                        "chat4all.edge.auth",
                        "chat4all.edge.conversations",
                        "chat4all.edge.files",
                        "chat4all.edge.history",
                        "chat4all.edge.http",
                        "chat4all.edge.identities",
                        "chat4all.edge.messages",
                        "chat4all.edge.status")
                .check(edge);
    }

    @Test
    void knowsNoOtherService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("chat4all.topology..", "chat4all.sinks..", "chat4all.push..", "chat4all.local..")
                .check(edge);
    }

    private void onlyIn(String adapter, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackage(adapter)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(edge);
    }
}

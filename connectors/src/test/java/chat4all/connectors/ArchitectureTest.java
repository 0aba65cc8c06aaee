package chat4all.connectors;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String HOME = "chat4all.connectors.";
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("chat4all.connectors");

    @Test
    void knowsNoOtherServiceOnlySchemasAndRuntime() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("chat4all.topology..", "chat4all.sinks..", "chat4all.edge..", "chat4all.push..")
                .check(OURS);
    }

    @Test
    void onlyTheCassandraPackageKnowsTheDriver() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOME + "cassandra")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.datastax..")
                .check(OURS);
    }

    @Test
    void channelsDoNotKnowEachOther() {
        slices().matching(HOME + "(whatsapp|instagram|telegram)")
                .should()
                .notDependOnEachOther()
                .check(OURS);
    }

    @Test
    void whatIsDoneForAllChannelsKnowsNone() {
        noClasses()
                .that()
                .resideInAnyPackage(HOME + "delivery", HOME + "inbound", HOME + "webhooks", HOME + "accounts")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(HOME + "whatsapp", HOME + "instagram", HOME + "telegram", HOME + "graph")
                .check(OURS);
    }

    @Test
    void aChannelKnowsOnlyWhatItHasToOffer() {
        classes()
                .that()
                .resideInAnyPackage(HOME + "whatsapp", HOME + "instagram", HOME + "telegram")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        HOME + "whatsapp",
                        HOME + "instagram",
                        HOME + "telegram",
                        HOME + "graph",
                        HOME + "platform",
                        HOME + "reading",
                        HOME + "spi",
                        "chat4all.schemas..",
                        "chat4all.runtime.config..",
                        "com.fasterxml.jackson..",
                        "java..",
                        "org.jspecify..")
                .check(OURS);
    }
}

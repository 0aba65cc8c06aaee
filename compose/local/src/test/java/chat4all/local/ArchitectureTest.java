package chat4all.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("chat4all.local");

    @Test
    void keepsTheServicesOutOfTheSmallJvmOfTheSupervisor() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Services")
                .and()
                .haveSimpleNameNotStartingWith("ServiceConfigs")
                .and()
                .haveSimpleNameNotStartingWith("RunningServices")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "chat4all.runtime..",
                        "chat4all.topology..",
                        "chat4all.sinks..",
                        "chat4all.edge..",
                        "chat4all.push..",
                        "chat4all.schemas..")
                .check(CLASSES);
    }

    @Test
    void leavesKafkaToTheOneClassThatPrintsTopics() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("TopicPrinter")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }
}

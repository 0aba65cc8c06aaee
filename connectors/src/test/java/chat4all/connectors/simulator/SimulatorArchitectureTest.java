package chat4all.connectors.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class SimulatorArchitectureTest {
    private static final String SIMULATOR = "chat4all.connectors.simulator";
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(SIMULATOR);

    @Test
    void knowsNoConnectorOnlyHttp() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        SIMULATOR + "..",
                        "chat4all.schemas..",
                        "chat4all.runtime..",
                        "java..",
                        "javax.crypto..",
                        "io.javalin..",
                        "kotlin..",
                        "org.eclipse.jetty..",
                        "jakarta.servlet..",
                        "com.fasterxml.jackson..",
                        "io.micrometer.core..",
                        "org.slf4j..",
                        "org.jspecify..")
                .check(OURS);
    }

    @Test
    void isNotKnownToTheConnectors() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SIMULATOR + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SIMULATOR + "..")
                .allowEmptyShould(true)
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("chat4all.connectors"));
    }

    @Test
    void platformsDoNotKnowEachOther() {
        slices().matching(SIMULATOR + ".(whatsapp|instagram|telegram)")
                .should()
                .notDependOnEachOther()
                .check(OURS);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(SIMULATOR + ".(*)..").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void onlyTheHttpPackageReachesDownToJetty() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SIMULATOR + ".http")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(OURS);
    }
}

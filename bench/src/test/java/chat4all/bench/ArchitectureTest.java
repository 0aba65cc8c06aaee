package chat4all.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("chat4all.bench");

    @Test
    void knowsThePlatformOnlyByItsPublicApi() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "chat4all.bench",
                        "java..",
                        "javax.imageio..",
                        "javax.crypto..",
                        "com.fasterxml.jackson..",
                        "org.HdrHistogram",
                        "picocli",
                        "org.jspecify..")
                .check(OURS);
    }

    @Test
    void theBooksAreKeptWithoutInputOrOutput() {
        noClasses()
                .that()
                .haveSimpleName("Reconciliation")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.io..", "java.nio..", "java.util.concurrent..")
                .check(OURS);
    }
}

package chat4all.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("chat4all.cli");

    @Test
    void knowsThePlatformOnlyByItsPublicApi() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "chat4all.cli", "java..", "com.fasterxml.jackson..", "org.jline..", "picocli", "org.jspecify..")
                .check(OURS);
    }

    @Test
    void leavesTheTerminalToTheMenu() {
        noClasses()
                .that()
                .haveNameNotMatching("chat4all\\.cli\\.(Menu|Prompt).*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jline..")
                .check(OURS);
    }
}

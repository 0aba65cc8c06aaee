package chat4all.push;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("chat4all.push");

    @Test
    void knowsNoOtherServiceOnlySchemasAndRuntime() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "chat4all.push..",
                        "chat4all.schemas..",
                        "chat4all.runtime..",
                        "java..",
                        "io.javalin..",
                        "kotlin..",
                        "org.eclipse.jetty..",
                        "io.lettuce..",
                        "io.netty..",
                        "com.fasterxml.jackson.core..",
                        "io.micrometer.core..",
                        "org.slf4j..",
                        "org.jspecify..")
                .check(OURS);
    }

    @Test
    void onlyTheRedisPackageKnowsLettuce() {
        noClasses()
                .that()
                .resideOutsideOfPackage("chat4all.push.redis")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.lettuce..", "io.netty..")
                .check(OURS);
    }

    @Test
    void socketsDoNotKnowWhereNotificationsComeFrom() {
        noClasses()
                .that()
                .resideInAPackage("chat4all.push.socket")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("chat4all.push.redis")
                .check(OURS);
    }
}

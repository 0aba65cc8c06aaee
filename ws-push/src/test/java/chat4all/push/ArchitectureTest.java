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
                        "com.datastax.oss.driver..",
                        "com.fasterxml.jackson..",
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
    void onlyTheCassandraPackageKnowsTheDriver() {
        noClasses()
                .that()
                .resideOutsideOfPackage("chat4all.push.cassandra")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.datastax..")
                .check(OURS);
    }

    @Test
    void socketsDoNotKnowWhereNotificationsAndEventsComeFrom() {
        noClasses()
                .that()
                .resideInAPackage("chat4all.push.socket")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("chat4all.push.redis", "chat4all.push.cassandra", "chat4all.push.edge")
                .check(OURS);
    }

    @Test
    void feedsDoNotKnowSockets() {
        noClasses()
                .that()
                .resideInAPackage("chat4all.push.feed")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("chat4all.push.socket", "org.eclipse.jetty..")
                .check(OURS);
    }
}

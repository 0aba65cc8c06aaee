package chat4all.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("chat4all.runtime");

    @Test
    void onlyItsOwnPackageTouchesALibrary() {
        only("..runtime.http..", "io.javalin..", "org.eclipse.jetty..");
        only("..runtime.auth..", "com.nimbusds..");
        only("..runtime.files..", "org.apache.tika..");
        only("..runtime.tracing..", "io.opentelemetry..");
        noClasses()
                .that()
                .resideOutsideOfPackages("..runtime.init..", "..runtime.files..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.minio..", "okhttp3..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages("..runtime.init..", "..runtime.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages("..runtime.cassandra..", "..runtime.init..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.datastax..")
                .check(CLASSES);
    }

    @Test
    void dependsOnNoOtherModuleThanTheSchemas() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "chat4all.topology..",
                        "chat4all.sinks..",
                        "chat4all.edge..",
                        "chat4all.push..",
                        "chat4all.connectors..",
                        "chat4all.local..")
                .check(CLASSES);
    }

    @Test
    void configurationHealthAndMetricsKnowNothingOfTheRest() {
        noClasses()
                .that()
                .resideInAnyPackage("..runtime.config..", "..runtime.health..", "..runtime.metrics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..runtime.http..", "..runtime.auth..", "..runtime.init..", "..runtime.cassandra..")
                .check(CLASSES);
    }

    @Test
    void onlyServiceReadsTheEnvironmentAndExits() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Service")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    private static void only(String ours, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ours)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(CLASSES);
    }
}

package chat4all.sinks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("chat4all.sinks");

    @Test
    void onlyItsOwnPackageTouchesALibrary() {
        only("..sinks.cassandra..", "com.datastax..", "chat4all.runtime.cassandra..");
        only("..sinks.redis..", "io.lettuce..", "io.netty..");
        only("..sinks.streams..", "org.apache.kafka.streams..");
    }

    @Test
    void ofOursOnlySchemasAndRuntimeAreUsed() {
        classes()
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("chat4all.."))
                        .or(resideInAnyPackage("chat4all.sinks..", "chat4all.schemas..", "chat4all.runtime..")))
                .check(CLASSES);
    }

    @Test
    void whatWritesKnowsNothingOfWhatReads() {
        noClasses()
                .that()
                .resideInAnyPackage("..sinks.streams..", "..sinks.cassandra..", "..sinks.redis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..sinks.history..", "..sinks.status..", "..sinks.push..")
                .check(CLASSES);
    }

    @Test
    void theSinksDoNotKnowEachOther() {
        apart("history", "status");
        apart("status", "push");
        apart("push", "history");
    }

    private static void apart(String one, String other) {
        noClasses()
                .that()
                .resideInAPackage("..sinks." + one + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..sinks." + other + "..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..sinks." + other + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..sinks." + one + "..")
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

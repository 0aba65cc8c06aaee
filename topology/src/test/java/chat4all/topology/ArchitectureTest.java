package chat4all.topology;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import chat4all.runtime.Service;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("chat4all.topology");

    /** Everything around the topology: starting, asking, building again. All other classes are the topology. */
    private static final Class<?>[] AROUND = {
        TopologyApp.class,
        TopologyConfig.class,
        StreamsProperties.class,
        BoundedRocksDb.class,
        Supervision.class,
        InteractiveQueries.class,
        InternalRoutes.class,
        RecordTraces.class,
        OwnerClient.class,
        LostState.class,
        CleanStop.class,
        StateRebuild.class,
        CommittedLog.class,
        ChangelogWriter.class,
        IdleGroup.class
    };

    @Test
    void dependsOnNoOtherModuleThanTheSchemasAndTheRuntime() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "chat4all.sinks..",
                        "chat4all.edge..",
                        "chat4all.push..",
                        "chat4all.connectors..",
                        "chat4all.local..")
                .check(CLASSES);
    }

    @Test
    void knowsNoDatabaseCacheOrObjectStore() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.datastax..", "io.lettuce..", "io.minio..", "okhttp3..")
                .check(CLASSES);
    }

    @Test
    void theTopologyLogsNothingAsksNobodyAndReadsNoConfiguration() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(AROUND)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.slf4j..",
                        "io.javalin..",
                        "java.net..",
                        "io.micrometer..",
                        "org.apache.kafka.clients..",
                        "chat4all.runtime..")
                .orShould()
                .dependOnClassesThat(belongToAnyOf(AROUND))
                .check(CLASSES);
    }

    @Test
    void theTopologyHasNoClockAndNoChance() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Random.class)
                .check(CLASSES);
        noClasses()
                .that()
                .doNotBelongToAnyOf(CommitPacer.class, Supervision.class)
                .should()
                .callMethod(System.class, "nanoTime")
                .check(CLASSES);
    }

    @Test
    void onlyTheAppIsAProcess() {
        noClasses()
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
        noClasses()
                .that()
                .doNotBelongToAnyOf(TopologyApp.class, Supervision.class)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Service.class)
                .check(CLASSES);
    }

    @Test
    void everyClassIsFinalOrAnInterface() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
                .check(CLASSES);
    }
}

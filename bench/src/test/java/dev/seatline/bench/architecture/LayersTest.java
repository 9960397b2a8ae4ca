package dev.seatline.bench.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The layers hold in the product, and each rule is seen to fail on a class that breaks it.
class LayersTest {
    private static final String[] CORE = {
        "dev.seatline.device.seat..", "dev.seatline.server.floor..", "dev.seatline.server.rules.."
    };
    private static final String[] TIMELESS = {
        "dev.seatline.device.seat..",
        "dev.seatline.server.floor..",
        "dev.seatline.server.rules..",
        "dev.seatline.wire.."
    };
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.seatline");
    private static final JavaClasses WRONG =
            new ClassFileImporter().importPackages("dev.seatline.bench.architecture.wrong");
    private static final String WRONG_ROOT = "dev.seatline.bench.architecture.wrong";

    /// A rule, and the packages that must exist for it to mean anything.
    private record Guard(ArchRule rule, List<String> guarded) {}

    private static List<Guard> guards() {
        return List.of(
                new Guard(
                        Layers.coreSeesOnlyTheWire(CORE),
                        List.of("dev.seatline.device.seat", "dev.seatline.server.floor")),
                new Guard(Layers.coreNeitherReadsClockNorDraws(TIMELESS), List.of("dev.seatline.wire")),
                library("java.sql", "device.journal", "server.store", "bench"),
                library("org.sqlite", "device.journal", "server.store"),
                library("org.eclipse.paho", "device.sync", "server.broker"),
                library("com.hivemq", "server.broker"),
                library("org.eclipse.jetty", "device.technician", "server.api", "server.board"),
                library("com.password4j", "server.people"),
                library("org.bouncycastle", "device.backup"),
                library("io.prometheus", "server.api", "device.technician"),
                library("org.flywaydb", "server.store.sqlite"),
                library("org.snakeyaml", "config"),
                library("com.pi4j", "device.hardware.pi4j"),
                // service: the socket of the supervisor, which the JDK does not know
                library("java.lang.foreign", "device.hardware", "service", "bench.lab"),
                new Guard(
                        Layers.adaptersDoNotMeet("dev.seatline.device.(hardware|journal|sync|technician).."),
                        List.of("dev.seatline.device.journal", "dev.seatline.device.sync")),
                new Guard(Layers.onlyMainEndsTheProgram("dev.seatline.."), List.of("dev.seatline.device")),
                new Guard(Layers.everyPackageIsNullMarked("dev.seatline.."), List.of("dev.seatline.wire")),
                new Guard(Layers.namesExplainThemselves("dev.seatline.."), List.of("dev.seatline.wire")));
    }

    private static Guard library(String library, String... homes) {
        List<String> guarded =
                Arrays.stream(homes).map(home -> "dev.seatline." + home).toList();
        return new Guard(
                Layers.libraryStaysIn(
                        library + "..",
                        guarded.stream().map(home -> home + "..").toArray(String[]::new)),
                guarded);
    }

    /// The same rules, held against classes that break them.
    private static List<ArchRule> brokenRules() {
        return List.of(
                Layers.coreSeesOnlyTheWire(WRONG_ROOT + ".core.."),
                Layers.coreNeitherReadsClockNorDraws(WRONG_ROOT + ".core.."),
                Layers.libraryStaysIn("org.sqlite..", WRONG_ROOT + ".badge.."),
                Layers.adaptersDoNotMeet(WRONG_ROOT + ".(*).."),
                Layers.onlyMainEndsTheProgram(WRONG_ROOT + ".."),
                Layers.everyPackageIsNullMarked(WRONG_ROOT + ".unmarked.."),
                Layers.namesExplainThemselves(WRONG_ROOT + ".."));
    }

    @TestFactory
    List<DynamicTest> theProductKeepsItsLayers() {
        return guards().stream()
                .map(guard -> DynamicTest.dynamicTest(
                        guard.rule().getDescription(), () -> guard.rule().check(PRODUCT)))
                .toList();
    }

    @TestFactory
    List<DynamicTest> eachRuleFailsOnAClassThatBreaksIt() {
        return brokenRules().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getDescription(),
                        () -> assertThat(rule.evaluate(WRONG).hasViolation()).isTrue()))
                .toList();
    }

    @Test
    void everyGuardedPackageExists() {
        assertThat(guards().stream().flatMap(guard -> guard.guarded().stream()).distinct())
                .allSatisfy(name ->
                        assertThat(PRODUCT.containPackage(name)).as(name).isTrue());
    }
}

package dev.seatline.bench.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// The layers of the project as rules. Each is a function of the packages it guards, so that [LayersTest] can hold it
/// against classes that break it on purpose: a rule that cannot fail guards nothing.
final class Layers {
    private static final Set<String> READS_CLOCK_OR_CHANCE =
            Set.of("now", "nanoTime", "currentTimeMillis", "random", "randomUUID", "systemUTC", "systemDefaultZone");
    private static final Set<String> IMPURE = Set.of(
            "java.lang.System",
            "java.lang.Thread",
            "java.lang.Runtime",
            "java.lang.ProcessBuilder",
            "java.util.Random",
            "java.util.Timer");

    private Layers() {}

    /// Core packages see only the language, time, the wire and null annotations.
    static ArchRule coreSeesOnlyTheWire(String... core) {
        return classes()
                .that()
                .resideInAnyPackage(core)
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.<JavaClass>describe(
                                "are in java.lang, java.math, java.util, java.time, wire or jspecify", Layers::pure)
                        .or(JavaClass.Predicates.resideInAnyPackage(core)));
    }

    private static boolean pure(JavaClass seen) {
        String home = seen.getBaseComponentType().getPackageName();
        return seen.getBaseComponentType().isPrimitive()
                || home.equals("java.lang")
                || home.equals("java.lang.runtime")
                || home.equals("java.lang.invoke")
                || home.equals("java.math")
                || home.equals("java.util")
                || home.equals("java.util.function")
                || home.equals("java.util.stream")
                || home.equals("java.util.regex")
                || home.equals("java.time")
                || home.startsWith("java.time.")
                || home.equals("dev.seatline.wire")
                || home.equals("org.jspecify.annotations");
    }

    /// Core code neither reads a clock nor draws a random number: time and chance are arguments.
    static ArchRule coreNeitherReadsClockNorDraws(String... core) {
        return noClasses()
                .that()
                .resideInAnyPackage(core)
                .should()
                .callMethodWhere(HasOwner.Predicates.With.owner(JavaClass.Predicates.resideInAnyPackage("java.."))
                        .onResultOf(com.tngtech.archunit.core.domain.JavaCall.Functions.Get.target())
                        .and(DescribedPredicate.describe(
                                "read clock or chance", call -> READS_CLOCK_OR_CHANCE.contains(call.getName()))))
                .orShould()
                .dependOnClassesThat(
                        DescribedPredicate.describe("are impure", (JavaClass seen) -> IMPURE.contains(seen.getName())));
    }

    /// A library stays in the adapters it was brought in for.
    static ArchRule libraryStaysIn(String library, String... homes) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(homes)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .as(library + " stays in " + String.join(", ", homes));
    }

    /// Adapters do not know one another. One pair may meet: the page on the console is the hand that plays the bench
    /// seat, which has no hardware of its own.
    static ArchRule adaptersDoNotMeet(String adapters) {
        return slices().matching(adapters)
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        JavaClass.Predicates.resideInAPackage("dev.seatline.device.technician"),
                        JavaClass.Predicates.resideInAPackage("dev.seatline.device.hardware.bench"));
    }

    /// Only a main class may end the program or look at its environment.
    static ArchRule onlyMainEndsTheProgram(String everything) {
        return noClasses()
                .that()
                .resideInAPackage(everything)
                .and()
                .haveSimpleNameNotEndingWith("Command")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "System.exit or System.getenv",
                        call -> call.getTargetOwner().getName().equals("java.lang.System")
                                && Set.of("exit", "getenv").contains(call.getName())));
    }

    /// Every package says that its types are not null unless they say so.
    static ArchRule everyPackageIsNullMarked(String everything) {
        return classes().that().resideInAPackage(everything).should(new ArchCondition<>("be in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
            }
        });
    }

    /// Names say what a class does.
    static ArchRule namesExplainThemselves(String everything) {
        return noClasses()
                .that()
                .resideInAPackage(everything)
                .should()
                .haveNameMatching(".*(Impl|Manager|Util|Utils|Helper|Base)$");
    }
}

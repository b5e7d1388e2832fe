package dev.shoutgate;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The house: who may know whom, and which library lives where. */
class ArchitectureTest {

    private static final String ROOT = "dev.shoutgate";

    /** The way of the data, which is the order of the alphabet. The place of {@code replica} is kept free. */
    private static final List<String> STAGES = List.of(
            "frontend", "gate", "inventory", "journal", "replica", "reply", "room", "storage");

    /** Off the path: all may use it. */
    private static final String TELEMETRY = "telemetry";

    /** Those that connect the stages, and that the stages therefore must not know. */
    private static final Set<String> WIRING =
            Set.of("Gateway", "GatewayMain", "GatewayMetrics", "DemoSale", "ServeCommand", "Shard", "ShardClock",
                    "CapacityWatch", "StoreCheck", "ChunkPreparer", "ItemTables", "Housekeeping", "SnapshotKeeper",
                    "SaleRetirement", "Stores", "FlushCommand", "GatewayFlush", "AuditCommand", "AuditReport",
                    "GatewayAudit", "JournalCommand", "JournalFold");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);

    @Test
    void hasThePackagesOfTheDesignAndNoOther() {
        Set<String> found = CLASSES.stream().map(JavaClass::getPackageName).filter(name -> !name.equals(ROOT))
                .map(name -> name.substring(ROOT.length() + 1).split("\\.")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> known = new ArrayList<>(STAGES);
        known.add(TELEMETRY);

        assertThat(STAGES).isSorted();
        assertThat(known).containsAll(found);
        known.remove("replica");
        assertThat(found).containsAll(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frontend", "gate", "inventory", "journal", "reply", "room", "storage"})
    void dependsOnlyOnWhatComesLater(String stage) {
        List<String> allowed = new ArrayList<>(STAGES.subList(STAGES.indexOf(stage), STAGES.size()));
        allowed.add(TELEMETRY);
        if (stage.equals("storage")) {
            // The one arrow of the code that points against its neighbours, because it is the way of the data: storage
            // follows the journal's files, so that no store can hold anybody up.
            allowed.add("journal");
        }
        onlyUses(stage, allowed);
    }

    @Test
    void countsForAllAndKnowsNobody() {
        onlyUses(TELEMETRY, List.of(TELEMETRY));
    }

    private static void onlyUses(String stage, List<String> allowed) {
        List<String> packages = new ArrayList<>(List.of(ROOT));
        allowed.forEach(name -> packages.add(ROOT + "." + name + ".."));
        DescribedPredicate<JavaClass> others = resideInAPackage(ROOT + "..")
                .and(DescribedPredicate.not(resideInAnyPackage(packages.toArray(String[]::new))));

        noClasses().that().resideInAPackage(ROOT + "." + stage + "..").should().dependOnClassesThat(others)
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(classes = {Command.class, Outcome.class, Problem.class, Limits.class, SaleDefinition.class,
        ItemDefinition.class, SaleView.class, OrderId.class, ByteText.class, SaleStatus.class, OrderStatus.class,
        LatePayment.class, GatewayConfig.class, DataFolder.class, Closing.class, AuditCheck.class})
    void knowsNoStageFromWordsAlone(Class<?> word) {
        noClasses().that().belongToAnyOf(word).should().dependOnClassesThat(isStage()).check(CLASSES);
    }

    @Test
    void connectsTheStagesInTheWiringOnly() {
        noClasses().that().resideInAPackage(ROOT).and(DescribedPredicate.not(isWiring()))
                .should().dependOnClassesThat(isStage()).check(CLASSES);
    }

    @Test
    void hasNoStageThatKnowsItsWiring() {
        noClasses().that(isStage()).should().dependOnClassesThat(isWiring()).check(CLASSES);
    }

    @Test
    void namesWiringThatIsThere() {
        assertThat(CLASSES.stream().filter(isWiring()).map(JavaClass::getSimpleName)).containsAll(WIRING);
    }

    private static DescribedPredicate<JavaClass> isStage() {
        return DescribedPredicate.describe("of a stage", type -> type.getPackageName().startsWith(ROOT + "."));
    }

    private static DescribedPredicate<JavaClass> isWiring() {
        return DescribedPredicate.describe("of the wiring", type -> type.getPackageName().equals(ROOT)
                && WIRING.contains(type.getName().substring(ROOT.length() + 1).split("\\$")[0]));
    }

    /** Every library that the design names, and where it may be seen: packages, or single classes. */
    @ParameterizedTest
    @CsvSource({
        "picocli.., .",
        "com.fasterxml.jackson.dataformat.yaml.., .",
        "org.yaml.snakeyaml.., .",
        "com.fasterxml.jackson.databind.., . frontend room storage",
        "io.netty.., frontend reply room",
        "com.lmax.disruptor.., gate",
        "net.openhft.., inventory.ChronicleItemTable inventory.ItemValue",
        "org.jctools.., reply",
        "java.sql.., storage",
        "javax.sql.., storage",
        "org.flywaydb.., storage",
        "org.sqlite.., storage",
        "org.postgresql.., storage",
        "com.zaxxer.hikari.., storage",
        "org.apache.kafka.., storage",
        "io.prometheus.., telemetry",
        "org.HdrHistogram.., telemetry",
        "org.agrona.., .OrderId inventory journal storage",
        "ch.qos.logback.., telemetry.ConsoleLog"})
    void givesEachLibraryOneHome(String library, String homes) {
        noClasses().that(DescribedPredicate.not(livesIn(homes)))
                .should().dependOnClassesThat().resideInAPackage(library)
                .because("its home is " + homes).check(CLASSES);
    }

    @Test
    void opensFilesByChannelInTheJournalTheLockAndTheMapOnly() {
        noClasses().that(DescribedPredicate.not(livesIn("journal .DataFolder inventory.ChronicleItemTable")))
                .should().dependOnClassesThat().belongToAnyOf(FileChannel.class).check(CLASSES);
    }

    /** A home is a package ({@code gate}, or {@code .} for the root) or a class ({@code inventory.ItemValue}). */
    private static DescribedPredicate<JavaClass> livesIn(String homes) {
        return DescribedPredicate.describe("living in " + homes,
                type -> Stream.of(homes.split(" ")).anyMatch(home -> isHome(home, type)));
    }

    private static boolean isHome(String home, JavaClass type) {
        if (home.equals(".")) {
            return type.getPackageName().equals(ROOT);
        }
        String name = ROOT + (home.startsWith(".") ? "" : ".") + home;
        // Nested classes, and those that are generated beside it, live where their class does.
        return type.getName().equals(name) || type.getName().startsWith(name + "$")
                || (type.getPackageName() + ".").startsWith(name + ".");
    }

    @Test
    void namesClassesByWhatTheyDo() {
        noClasses().should().haveNameMatching(
                ".*(Impl|Util|Utils|Manager|Helper|Helpers)(\\$.*)?|.*\\.(Common|Abstract|Base)[A-Z].*").check(CLASSES);
    }

    @Test
    void decidesWithoutAClock() {
        ofInventory().should().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(System.class, "nanoTime")
                .orShould().dependOnClassesThat().resideInAPackage("java.time..").check(CLASSES);
    }

    @Test
    void decidesWithoutThreads() {
        ofInventory().should().callMethodWhere(target(owner(assignableTo(Thread.class)))
                        .and(target(nameMatching("start|sleep|join|interrupt"))))
                .orShould().callConstructorWhere(target(owner(assignableTo(Thread.class))))
                .orShould().dependOnClassesThat(assignableTo(Executor.class)).check(CLASSES);
    }

    @Test
    void decidesWithoutChance() {
        ofInventory().should().dependOnClassesThat(assignableTo(RandomGenerator.class))
                .orShould().callMethodWhere(target(owner(assignableTo(Math.class))).and(target(nameMatching("random"))))
                .orShould().callMethodWhere(target(nameMatching("identityHashCode|randomUUID"))).check(CLASSES);
    }

    @Test
    void decidesWithoutSocketsAndLogs() {
        ofInventory().should().dependOnClassesThat().resideInAnyPackage(
                "java.net..", "org.slf4j..", "java.util.logging..", "java.lang.management..").check(CLASSES);
    }

    private static GivenClassesConjunction ofInventory() {
        // What Chronicle generates of ItemValue is not ours to judge, and nothing decides in it.
        return noClasses().that().resideInAPackage(ROOT + ".inventory..").and().haveNameNotMatching(".*\\$\\$.*");
    }
}

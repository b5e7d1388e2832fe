package dev.shoutgate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
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
import org.slf4j.LoggerFactory;

/** The house: who may know whom, and which library lives where. */
class ArchitectureTest {

    private static final String ROOT = "dev.shoutgate";

    /** The way of the data, which is the order of the alphabet. */
    private static final List<String> STAGES = List.of(
            "frontend", "gate", "inventory", "journal", "replica", "reply", "room", "storage");

    /** Off the path: all may use it. */
    private static final String TELEMETRY = "telemetry";

    /** Before the path: settings for all, and the command line that starts everything. After it: what connects. */
    private static final List<String> AROUND = List.of("config", "console", TELEMETRY, "wiring");

    static {
        // It logs which Java it found.
        ((Logger) LoggerFactory.getLogger("com.tngtech.archunit")).setLevel(Level.WARN);
    }

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);

    @Test
    void hasThePackagesOfTheDesignAndNoOther() {
        Set<String> found = CLASSES.stream().map(JavaClass::getPackageName).filter(name -> !name.equals(ROOT))
                .map(name -> name.substring(ROOT.length() + 1).split("\\.")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> known = new ArrayList<>(STAGES);
        known.addAll(AROUND);

        assertThat(STAGES).isSorted();
        assertThat(known).containsAll(found);
        assertThat(found).containsAll(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frontend", "gate", "inventory", "journal", "replica", "reply", "room", "storage"})
    void dependsOnlyOnWhatComesLater(String stage) {
        List<String> allowed = new ArrayList<>(STAGES.subList(STAGES.indexOf(stage), STAGES.size()));
        allowed.addAll(List.of("config", TELEMETRY));
        if (stage.equals("storage")) {
            // The one arrow of the code that points against its neighbours, because it is the way of the data: storage
            // follows the journal's files, so that no store can hold anybody up.
            allowed.add("journal");
        }
        if (stage.equals("replica")) {
            // Not after the journal but in its place: it is another log, and writes a journal on every member.
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
                .and(not(resideInAnyPackage(packages.toArray(String[]::new))));

        noClasses().that().resideInAPackage(ROOT + "." + stage + "..").should().dependOnClassesThat(others)
                .check(CLASSES);
    }

    @Test
    void speaksInWordsThatKnowNobody() {
        noClasses().that().resideInAPackage(ROOT).should().dependOnClassesThat().resideInAPackage(ROOT + ".*..")
                .check(CLASSES);
    }

    @Test
    void readsSettingsThatKnowWordsAlone() {
        onlyUses("config", List.of("config"));
    }

    @Test
    void connectsWithoutTheCommandLine() {
        noClasses().that().resideInAPackage(ROOT + ".wiring..")
                .should().dependOnClassesThat().resideInAPackage(ROOT + ".console..").check(CLASSES);
    }

    @Test
    void keepsMemoryThatKnowsNoWordOfTheShop() {
        noClasses().that().resideInAPackage(ROOT + ".inventory.memory..")
                .should().dependOnClassesThat(ours().and(not(resideInAPackage(ROOT + ".inventory.memory..")))
                        .and(not(livesIn(".ByteText")))).check(CLASSES);
    }

    /** The oracle is worth what it does not share: the encoding of facts, hashes and the walk, no rule and no fold. */
    @Test
    void measuresTheShardByATwinThatSharesNoRule() {
        noClasses().that().resideInAPackage(ROOT + ".inventory.twin..")
                .should().dependOnClassesThat(resideInAPackage(ROOT + ".inventory..")
                        .and(not(resideInAPackage(ROOT + ".inventory.twin..")))
                        .and(not(livesIn("inventory.Inventory inventory.ShardCapacity inventory.walk"
                                + " inventory.memory.Hashing")))).check(CLASSES);
    }

    @Test
    void walksOverAStateWithoutKnowingWhoKeepsIt() {
        noClasses().that().resideInAPackage(ROOT + ".inventory.walk..")
                .should().dependOnClassesThat(resideInAPackage(ROOT + ".inventory..")
                        .and(not(livesIn("inventory.walk inventory.memory.Hashing")))).check(CLASSES);
    }

    /** Whoever is measured does not know by what: the twin is handed in as an inventory. */
    @Test
    void decidesWithoutKnowingItsTwin() {
        noClasses().that().resideInAPackage(ROOT + ".inventory")
                .should().dependOnClassesThat().resideInAPackage(ROOT + ".inventory.twin..").check(CLASSES);
    }

    /** A quorum is one more log: whoever decides must not know where and how facts become durable. */
    @Test
    void decidesOverALogWithoutKnowingWhichOneItIs() {
        noClasses().that().resideInAPackage(ROOT + ".gate..")
                .should().dependOnClassesThat(resideInAPackage(ROOT + ".journal..")
                        .and(not(livesIn("journal.FactLog journal.FactFrame journal.AppendFailedException"
                                + " journal.LeftBehindException"))))
                .check(CLASSES);
    }

    /** All others know the log, and what follows it. */
    @Test
    void opensTheJournalToWriteInOnePlace() {
        noClasses().that(not(livesIn("journal wiring.Shard")))
                .should().dependOnClassesThat(livesIn("journal.JournalWriter journal.JournalRecovery"
                        + " journal.JournalRetention")).check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> ours() {
        return resideInAPackage(ROOT + "..");
    }

    /** Every library that the design names, and where it may be seen: packages, or single classes. */
    @ParameterizedTest
    @CsvSource({
        "picocli.., console",
        "io.nayuki.., console.QrText",
        "com.fasterxml.jackson.dataformat.yaml.., config",
        "org.yaml.snakeyaml.., config",
        "com.fasterxml.jackson.databind.., config frontend room storage",
        "io.netty.., frontend reply room",
        "com.lmax.disruptor.., gate",
        "net.openhft.., inventory.ChronicleItemTable inventory.ItemValue",
        "org.jctools.., reply",
        "java.sql.., storage.sql",
        "javax.sql.., storage.sql",
        "org.flywaydb.., storage.sql",
        "org.sqlite.., storage.sql",
        "org.postgresql.., storage.sql",
        "com.zaxxer.hikari.., storage.sql",
        "org.apache.kafka.., storage.topic",
        "io.prometheus.., telemetry",
        "org.HdrHistogram.., telemetry",
        "com.nimbusds.., frontend.token",
        "com.amazon.corretto.., frontend.token.NativeSignatures",
        "org.agrona.., .OrderId inventory journal replica storage",
        "io.aeron.., replica",
        "ch.qos.logback.., telemetry.ConsoleLog"})
    void givesEachLibraryOneHome(String library, String homes) {
        noClasses().that(not(livesIn(homes)))
                .should().dependOnClassesThat().resideInAPackage(library)
                .because("its home is " + homes).check(CLASSES);
    }

    @Test
    void opensFilesByChannelInTheJournalTheLockAndTheMapOnly() {
        noClasses().that(not(livesIn("journal wiring.DataFolder inventory.ChronicleItemTable")))
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

package dev.shoutgate.blackbox.folder;

import static dev.shoutgate.blackbox.folder.Kept.assertKept;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.blackbox.Description;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.OrdersDb;
import dev.shoutgate.blackbox.Settings;
import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.console.CommandRun;
import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalReader;
import dev.shoutgate.journal.SnapshotFolder;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.wiring.Gateway;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder of every release is opened: nothing of it is lost or changed, its stores catch up, and it sells on. */
@ParameterizedClass
@ValueSource(strings = {"0.1.0-d0e7994", "0.2.0-3dffac1"})
class OldReleaseTest {
    private static final Pattern MESSAGE_ID = Pattern.compile("<sbe:message name=\"\\w+\" id=\"(\\d+)\"");
    private static final Pattern FIGURE =
            Pattern.compile("\\b(HELD|CONFIRMED|CANCELLED|EXPIRED|REFUNDED|total|available|held|sold|CNY) [\\d,]*\\d");

    @Parameter
    private String release;

    @TempDir
    private Path base;

    private ReleasedFolder old;

    @BeforeEach
    void unpack() throws Exception {
        old = ReleasedFolder.unpack(release, base);
    }

    @Test
    void holdsEveryKindOfFactAndRecordOfItsRelease() throws Exception {
        Set<Integer> found = new TreeSet<>();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        FactReader kinds = (sequence, timeMs, buffer, offset, length) ->
                found.add(header.wrap(buffer, offset).templateId());
        JournalReader.read(new FolderDisk(old.data().resolve("shard-0/journal")), 0, 1, kinds);
        new SnapshotFolder(new FolderDisk(old.data().resolve("shard-0/snapshots")), 0).readNewest(kinds);

        assertThat(found).isEqualTo(MESSAGE_ID.matcher(old.schema()).results()
                .map(id -> Integer.parseInt(id.group(1))).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void isPrintedAsItsReleasePrintedIt() throws Exception {
        List<JsonNode> said = old.said("journal.jsonl");
        List<JsonNode> now = ReleasedFolder.parse(run("journal", "--data", old.data().toString(), "--json"));

        assertThat(now).hasSameSizeAs(said);
        for (int i = 0; i < said.size(); i++) {
            assertKept(said.get(i), now.get(i));
        }
    }

    /** The state hash is not compared: nothing on disk holds one, and what goes into it may change. */
    @Test
    void isFoundTrueByTheAuditWithTheFiguresOfItsRelease() throws Exception {
        assertThat(figures(old.audit())).hasSizeGreaterThan(9);
        assertThat(figures(assertAuditOk())).containsAll(figures(old.audit()));
    }

    private static List<String> figures(String audit) {
        return FIGURE.matcher(audit).results().map(MatchResult::group).toList();
    }

    @Test
    void fillsALaggingStoreWithTheRowsThatItsReleaseWrote() throws Exception {
        StoreRows complete = StoreRows.of(old.store());
        old.letTheStoreLag();
        assertThat(StoreRows.of(old.store()).count("orders")).isBetween(1, complete.count("orders") / 2);
        assertThat(run("flush", "--data", old.data().toString())).last().isEqualTo("flush ok");

        StoreRows.of(old.store()).assertKeep(complete);
    }

    @Test
    void isServedFromItsSnapshot() throws Exception {
        try (GatewayProcess gateway = GatewayProcess.serve(base, settings())) {
            assertThat(gateway.output().text()).containsPattern("orders up to sequence [1-9]\\d+ from a snapshot");
            new ReleasedPromises(old, gateway.buyersPort(), gateway.operatorsPort()).assertNothingIsLost();
            assertThat(gateway.terminate()).isZero();
        }
    }

    @Test
    void isServedFromItsJournalAloneWithAStoreThatCatchesUpAndSellsOn() throws Exception {
        old.forgetTheSnapshots();
        old.letTheStoreLag();
        try (Gateway gateway = Gateway.start(GatewayConfig.parse(settings().yaml()))) {
            Description.areBound(gateway.buyersPort(), gateway.operatorsPort());
            ReleasedPromises promises = new ReleasedPromises(old, gateway.buyersPort(), gateway.operatorsPort());
            promises.assertRepeatsAreKnown();
            promises.assertNothingIsLost();
            promises.assertSellsOn(new OrdersDb(old.data()));
        }
        assertAuditOk();
    }

    /** Its own build reads no segment of a higher format, and says so: "Start the newer program that wrote it." */
    @Test
    void isRefusedByItsReleaseOnceItsStoreWasBroughtUpToDate() throws Exception {
        int itsOwn = newestFormat();
        run("flush", "--data", old.data().toString());
        assertThat(newestFormat()).isGreaterThan(itsOwn);
        assertAuditOk();
    }

    @Test
    void isRefusedByItsReleaseOnceItsDeadLettersWereStored() throws Exception {
        int itsOwn = newestFormat();
        Path letters = Files.createDirectories(old.data().resolve("dead-letter/sqlite"));
        Files.writeString(letters.resolve("shard-0.jsonl"), "{\"shard\":0,\"kind\":\"OrderMoved\",\"fact\":{"
                + "\"sequence\":9,\"timeMs\":7,\"orderId\":\"00000000zzzzzzzz\",\"status\":\"EXPIRED\"}}\n");
        assertThat(run("flush", "--dead-letter", "--data", old.data().toString())).last().isEqualTo("flush ok");
        assertThat(newestFormat()).isGreaterThan(itsOwn);
    }

    @Test
    void isRefusedByItsReleaseOnceItWasStarted() throws Exception {
        int itsOwn = newestFormat();
        try (Gateway gateway = Gateway.start(GatewayConfig.parse(settings().yaml()))) {
            assertThat(gateway.buyersPort()).isPositive();
            assertThat(newestFormat()).isGreaterThan(itsOwn);
        }
    }

    /** What the segments' headers say, at their ninth byte. */
    private int newestFormat() throws IOException {
        try (Stream<Path> files = Files.list(old.data().resolve("shard-0/journal"))) {
            return files.mapToInt(OldReleaseTest::format).max().orElseThrow();
        }
    }

    private static int format(Path segment) {
        try (InputStream bytes = Files.newInputStream(segment)) {
            return bytes.readNBytes(9)[8];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String assertAuditOk() {
        List<String> lines = run("audit", "--data", old.data().toString());
        assertThat(lines).last().isEqualTo("audit ok");
        return String.join("\n", lines);
    }

    private static List<String> run(String... command) {
        CommandRun run = CommandRun.of(command);
        assertThat(run.exitCode()).as("%s", run).isZero();
        return run.out();
    }

    private Settings settings() {
        // No sale of it may be retired, however old it is by now.
        return Settings.small().with("data", old.data().toString()).with("shards", 1).with("retention", "3650d");
    }
}

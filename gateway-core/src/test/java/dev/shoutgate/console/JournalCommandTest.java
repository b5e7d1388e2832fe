package dev.shoutgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalReader;
import dev.shoutgate.wiring.Gateway;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The facts that a gateway wrote, printed for people and for scripts. */
class JournalCommandTest {

    @TempDir
    static Path master;

    private static WrittenFolder written;

    @TempDir
    Path folder;

    private WrittenFolder copy;

    @BeforeAll
    static void sell() throws IOException {
        written = WrittenFolder.write(master.resolve("data"));
    }

    @BeforeEach
    void copy() throws IOException {
        copy = written.copyTo(folder.resolve("data"));
    }

    @Test
    void printsEveryFactOfEveryShardInSequence() throws Exception {
        CommandRun run = journal();

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.err()).isEmpty();
        for (int shard = 0; shard < WrittenFolder.SHARDS; shard++) {
            String named = "shard=" + shard;
            List<String> lines = run.out().stream().filter(line -> line.contains(named)).toList();
            for (int i = 0; i < lines.size(); i++) {
                assertThat(lines.get(i)).startsWith((i + 1) + " 2").contains("Z ");
            }
            assertThat(lines.get(0)).contains("ShardFounded");
            assertThat(lines).hasSize(facts(shard));
        }
        assertThat(run.out()).filteredOn(line -> line.contains("OrderTaken")).hasSize(20)
                .allMatch(line -> line.contains("channel=主播"));
    }

    @Test
    void printsOneJsonObjectALine() throws Exception {
        List<JsonNode> facts = json("--json");

        assertThat(facts).hasSize(facts(0) + facts(1));
        assertThat(facts).allMatch(fact -> fact.path("shard").isInt() && fact.path("sequence").isIntegralNumber()
                && fact.path("at").isTextual() && fact.path("type").isTextual());
    }

    @Test
    void printsFactsOfOneSaleOnly() throws Exception {
        List<JsonNode> facts = json("--json", "--sale", "sale-b");

        assertThat(facts).extracting(fact -> fact.path("type").asText())
                .containsExactly("SaleDefined", "SaleMoved", "OrderTaken", "OrderTaken", "OrderTaken", "OrderTaken",
                        "OrderTaken");
        assertThat(facts).allMatch(fact -> fact.path("saleId").asText().equals("sale-b"));
    }

    @Test
    void saysThatNoFactIsOfASale() {
        CommandRun run = journal("--sale", "none");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("No fact of a sale 'none'");
    }

    @Test
    void printsFromASequenceOnInEachShardThatGetsThere() throws Exception {
        List<JsonNode> facts = json("--json", "--from", Integer.toString(facts(1)));

        assertThat(facts(0)).as("facts of the shorter journal").isLessThan(facts(1));
        assertThat(facts).singleElement().satisfies(fact -> {
            assertThat(fact.path("shard").asInt()).isOne();
            assertThat(fact.path("sequence").asInt()).isEqualTo(facts(1));
        });
        assertThat(json("--json", "--from", "3")).hasSize(facts(0) + facts(1) - 4);
    }

    @Test
    void refusesASequenceBeyondTheEnd() throws Exception {
        int last = facts(1);

        assertRefused(journal("--from", Integer.toString(last + 1)), "--from " + (last + 1) + ": ",
                "ends with sequence " + last);
    }

    @Test
    void refusesASequenceThatIsNotKeptAnyMoreAndPrintsFromTheFirstThatIs() throws Exception {
        long first = rollAndDropTheFirstSegment();
        assertThat(first).isGreaterThan(2_000);

        assertRefused(journal("--from", Long.toString(first - 1)), "--from " + (first - 1) + ": ",
                "keeps no facts before sequence " + first);
        assertThat(journal().exitCode()).isZero();
        assertThat(journal().out().get(0)).startsWith(first + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "99999999999999999999"})
    void refusesASequenceThatIsNone(String from) {
        assertThat(journal("--from", from).exitCode()).isEqualTo(64);
    }

    @Test
    void refusesAFolderThatIsNoneAndMakesNothingThere() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertRefused(CommandRun.of("journal", "--data", empty.toString()), "is no data folder of a gateway");
        assertThat(empty).isEmptyDirectory();
        assertRefused(CommandRun.of("journal", "--data", folder.resolve("none").toString()), "There is no folder");
        assertThat(folder.resolve("none")).doesNotExist();
        assertThat(CommandRun.of("journal").exitCode()).isEqualTo(64);
    }

    @Test
    void refusesAFolderWithoutAJournal() throws Exception {
        Files.delete(segment(1));
        try (Stream<Path> more = Files.list(copy.journal(1))) {
            for (Path file : more.toList()) {
                Files.delete(file);
            }
        }

        assertRefused(journal(), "There is no journal of shard 1", copy.journal(1).toString());
    }

    @Test
    void printsUpToDamageAndThenSaysWhereItIs() throws Exception {
        spoil(segment(1), 100, new byte[] {0x5a});
        CommandRun run = journal();

        assertRefused(run, "The journal is damaged: " + segment(1) + " at offset 64");
        assertThat(run.out()).hasSize(facts(0));
    }

    @Test
    void takesATornEndForAnEnd() throws Exception {
        int facts = facts(0);
        try (RandomAccessFile file = new RandomAccessFile(segment(0).toFile(), "r")) {
            byte[] bytes = new byte[(int) file.length()];
            file.readFully(bytes);
            int end = bytes.length;
            while (bytes[end - 1] == 0) {
                end--;
            }
            spoil(segment(0), (end + 15) / 8 * 8, new byte[] {1, 2, 3});
        }
        CommandRun run = journal();

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.out()).filteredOn(line -> line.contains("shard=0")).hasSize(facts);
    }

    @Test
    void printsBesideARunningGatewayAndChangesNothing() throws Exception {
        try (Gateway gateway = Gateway.start(WrittenFolder.settings(copy.data()))) {
            assertThat(gateway.buyersPort()).isPositive();
            List<String> before = names();

            assertThat(journal().exitCode()).isZero();
            assertThat(names()).isEqualTo(before);
        }
    }

    @Test
    void endsQuietlyWhenNobodyReadsAnyMore() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        StringWriter err = new StringWriter();
        int exitCode = GatewayMain.commandLine().setOut(new PrintWriter(closed)).setErr(new PrintWriter(err, true))
                .execute("journal", "--data", copy.data().toString());

        assertThat(exitCode).isZero();
        assertThat(err.toString()).isEmpty();
    }

    private static void assertRefused(CommandRun run, String... words) {
        assertThat(run.exitCode()).as("%s", run).isOne();
        assertThat(run.err()).contains(words).doesNotContain("\tat ");
    }

    private CommandRun journal(String... more) {
        List<String> arguments = new ArrayList<>(List.of("journal", "--data", copy.data().toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private List<JsonNode> json(String... more) throws Exception {
        List<JsonNode> facts = new ArrayList<>();
        for (String line : journal(more).out()) {
            facts.add(new ObjectMapper().readTree(line));
        }
        return facts;
    }

    /** By the store, which another code wrote. */
    private int facts(int shard) throws Exception {
        return Integer.parseInt(written.ask("SELECT sequence FROM flush_position WHERE shard = " + shard));
    }

    private Path segment(int shard) {
        return copy.journal(shard).resolve("journal-0000000000000001.seg");
    }

    /** As retention leaves a journal: its oldest segment is gone, and the next one begins where it ended. */
    private long rollAndDropTheFirstSegment() throws IOException {
        FolderDisk disk = new FolderDisk(copy.journal(0));
        ForgedFacts.append(copy.journal(0), 0, 16, 4_000);
        Files.delete(segment(0));
        return JournalReader.firstKept(disk, 0);
    }

    private static void spoil(Path file, long offset, byte[] bytes) throws IOException {
        try (RandomAccessFile spoilt = new RandomAccessFile(file.toFile(), "rw")) {
            spoilt.seek(offset);
            spoilt.write(bytes);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> paths = Files.walk(copy.data())) {
            return paths.map(Path::toString).filter(name -> !name.contains("orders.db")).sorted().toList();
        }
    }
}

package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the table behaves in a fresh process, as at the start of the gateway, and what other processes see of it. */
class ItemTableStartTest {

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("items.map");
    }

    @Test
    void compilesNothing() throws Exception {
        Path classes = folder.resolve("classes.txt");

        ChildJvm.Result result = quiet().with("-Xlog:class+load:file=" + classes)
                .run(ItemTableProcess.class, "use", file);

        assertThat(result.exitCode()).isZero();
        assertThat(lines(classes, "$$Native ")).hasSize(3).allMatch(line -> line.contains("source: file:"));
        assertThat(lines(classes, "$$Heap ")).hasSize(2).allMatch(line -> line.contains("source: file:"));
        assertThat(lines(classes, "com.sun.tools.javac.main.JavaCompiler ")).isEmpty();
    }

    /** Chronicle Map would make classes to call the C library by, which takes a start a tenth of a second. */
    @Test
    void makesNoClassesToCallTheSystemBy() throws Exception {
        Path classes = folder.resolve("classes.txt");

        ChildJvm.Result result = quiet().with("-Xlog:class+load:file=" + classes)
                .run(ItemTableProcess.class, "use", file);

        assertThat(result.exitCode()).isZero();
        assertThat(lines(classes, "net.openhft.posix.PosixAPI ")).isNotEmpty();
        assertThat(lines(classes, "jnr.ffi.")).isEmpty();
    }

    @Test
    void printsNothing() throws Exception {
        ChildJvm.Result result = quiet().run(ItemTableProcess.class, "use", file);

        assertThat(result.out()).isEmpty();
        // On newer JVMs one warning that no flag of Java 17 can switch off, on all of its lines.
        assertThat(result.err().lines().filter(line -> !line.matches("WARNING: .*sun\\.misc\\.Unsafe.*"
                + "|WARNING: Please consider reporting this to the maintainers of class .*"))).isEmpty();
    }

    @Test
    void tellsNobodyOutsideThatItRuns() throws Exception {
        Path classes = folder.resolve("classes.txt");
        ChildJvm child = quiet().with("-Xlog:class+load:file=" + classes);
        assertThat(System.getProperty("java.class.path")).contains("chronicle-analytics");

        ChildJvm.Result result = child.run(ItemTableProcess.class, "use", file);

        assertThat(result.exitCode()).isZero();
        assertThat(lines(classes, "chronicle.core.analytics.AnalyticsFacade")).isNotEmpty();
        assertThat(lines(classes, "net.openhft.chronicle.analytics.internal.")).isEmpty();
        assertThat(folder.resolve(".chronicle.analytics.client.id")).doesNotExist();
    }

    @Test
    void showsItsFiguresToAnotherProcess() throws Exception {
        try (ItemTable table = ChronicleItemTable.create(file, 100)) {
            for (int i = 0; i < 100; i++) {
                ItemFigures.set(table.enter(i), i * 1_000);
            }

            ChildJvm.Result result = quiet().run(ItemTableProcess.class, "read", file, 42);

            assertThat(result.out())
                    .isEqualTo("figures [42000, 42001, 42002, 42003, 42004, 42005, 42006]" + System.lineSeparator());
        }
    }

    @Test
    void reservesItsBlocksWithoutTheNativeLibraryToo() throws Exception {
        ChildJvm.Result result = quiet().run(ItemTableProcess.class, "reserve-without-natives", file, 20_000);

        assertThat(result.out()).startsWith("reserved ").contains(" for 20000");
        assertThat(ChildJvm.allocatedBytes(file)).isGreaterThanOrEqualTo(Files.size(file));
    }

    @Test
    void refusesADiskThatIsTooSmallAndLeavesNoFile() throws Exception {
        ChildJvm.Result result = quiet().withFilesUpTo(2_048).run(ItemTableProcess.class, "reserve", file, 100_000);

        assertThat(result.out()).startsWith("refused: cannot reserve 100000 items in " + file + ": ");
        assertThat(file).doesNotExist();
    }

    /** As the gateway logs: Chronicle's warnings and errors, but not its greetings. */
    private ChildJvm quiet() throws Exception {
        Path logging = Files.writeString(folder.resolve("logging.xml"), """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%level %logger %msg%n</pattern></encoder>
                  </appender>
                  <logger name="net.openhft" level="WARN"/>
                  <root level="DEBUG"><appender-ref ref="out"/></root>
                </configuration>
                """);
        return new ChildJvm(folder).with("-Dlogback.configurationFile=" + logging);
    }

    private static Stream<String> lines(Path file, String containing) throws Exception {
        return Files.readAllLines(file).stream().filter(line -> line.contains(containing));
    }
}

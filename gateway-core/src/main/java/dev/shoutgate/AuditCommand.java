package dev.shoutgate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves every guarantee from the journal and compares the store with it, while no gateway runs. Exits 1 if not so. */
@Command(name = "audit", description = "Checks every guarantee, offline.", mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {

    private static final String SQLITE = "jdbc:sqlite:";

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The gateway's data folder.")
    private Path data;

    @Option(names = "--storage", paramLabel = "URL",
            description = "The store: jdbc:sqlite: and a path, or a path; default: orders.db in the data folder.")
    private String storage;

    @Override
    public Integer call() throws IOException {
        if (storage != null && storage.startsWith("jdbc:") && !storage.startsWith(SQLITE)) {
            throw BadSettingException.of("--storage", "got " + storage + ", wants " + SQLITE + "PATH, or a path");
        }
        PrintWriter err = spec.commandLine().getErr();
        try (DataFolder folder = DataFolder.takeExisting(data)) {
            AuditReport report = new GatewayAudit(folder, store(folder), line -> err.println("audit: " + line)).run();
            PrintWriter out = spec.commandLine().getOut();
            report.lines().forEach(out::println);
            out.flush();
            return report.isOk() ? 0 : 1;
        } catch (OutOfMemoryError e) {
            throw new IOException("The heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB is too small for"
                    + " this many orders; the audit wants up to 1 GiB a million: java -Xmx1g -jar ...", e);
        }
    }

    private Path store(DataFolder folder) {
        Path file = new GatewayConfig.Sqlite(Optional.ofNullable(storage)).file(folder.root());
        return storage == null && !Files.exists(file) ? null : file;
    }
}

package dev.shoutgate.console;

import dev.shoutgate.config.BadSettingException;
import dev.shoutgate.config.PostgresqlSettings;
import dev.shoutgate.config.SettingTree;
import dev.shoutgate.config.SqliteSettings;
import dev.shoutgate.storage.sql.StoreAudit;
import dev.shoutgate.wiring.DataFolder;
import dev.shoutgate.wiring.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves every guarantee from the journal and compares the store with it, while no gateway runs. Exits 1 if not so. */
@Command(name = "audit", description = "Checks every guarantee, offline.", mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {

    private static final String URLS = SqliteSettings.JDBC + "PATH, a path, or " + PostgresqlSettings.URL;

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The gateway's data folder.")
    private Path data;

    @Option(names = "--storage", paramLabel = "URL",
            description = "The store: jdbc:sqlite: and a path, a path, or jdbc:postgresql://HOST:PORT/DATABASE; "
                    + "default: orders.db in the data folder.")
    private String storage;

    @Option(names = "--storage-user", paramLabel = "USER", description = "The user of the PostgreSQL database.")
    private String user;

    @Option(names = "--storage-password-file", paramLabel = "FILE",
            description = "A file whose first line is that user's password; default: as psql finds it.")
    private Path passwordFile;

    @Override
    public Integer call() throws IOException {
        refuseWrongOptions();
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

    private void refuseWrongOptions() {
        boolean postgres = isPostgres();
        boolean known = postgres ? PostgresqlSettings.isUrl(storage)
                : storage == null || storage.startsWith(SqliteSettings.JDBC) || !storage.startsWith("jdbc:");
        if (!known) {
            throw BadSettingException.of("--storage", "got " + SettingTree.printable(storage) + ", wants " + URLS);
        }
        if (postgres && user == null) {
            throw BadSettingException.of("--storage-user", "is missing, wants the user of " + storage);
        }
        if (!postgres && (user != null || passwordFile != null)) {
            throw BadSettingException.of("--storage", "is no PostgreSQL database, wants one where "
                    + "--storage-user or --storage-password-file is given");
        }
    }

    private boolean isPostgres() {
        return storage != null && storage.startsWith(PostgresqlSettings.JDBC);
    }

    private Supplier<StoreAudit> store(DataFolder folder) {
        if (isPostgres()) {
            return () -> Stores.audit(
                    new PostgresqlSettings(storage, user, Optional.ofNullable(passwordFile)), folder);
        }
        SqliteSettings file = new SqliteSettings(Optional.ofNullable(storage));
        return storage == null && !Files.exists(file.file(folder.root())) ? null : () -> Stores.audit(file, folder);
    }
}

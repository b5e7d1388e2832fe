package dev.shoutgate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.shoutgate.config.PostgresqlSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server, one for all test classes of a JVM, which forces what it commits as one in a shop does. It
 * can be stopped and started on the same port.
 */
public final class PostgresServer implements BeforeAllCallback {

    private static final String OWNER = "postgres";
    private static final AtomicLong NEXT = new AtomicLong(1);

    private static Running running;

    static {
        // It logs every line that the server says, and with a trace that one which was killed cannot be stopped any more.
        // A server that does not start is an exception.
        ((Logger) LoggerFactory.getLogger("io.zonky")).setLevel(Level.OFF);
    }

    /** The server and its folder; the last test class ends it. */
    private static final class Running implements AutoCloseable {
        final Path data = temporary();
        EmbeddedPostgres server = start(data, 0);

        void restart() throws IOException {
            int port = server.getPort();
            server.close();
            server = start(data, port);
        }

        private Optional<ProcessHandle> postmaster() throws IOException {
            Path file = data.resolve("postmaster.pid");
            return Files.exists(file) ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0)))
                    : Optional.empty();
        }

        void killHard() throws IOException {
            ProcessHandle postmaster = postmaster().orElseThrow();
            List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(process -> process.onExit().join());
        }

        @Override
        public void close() throws IOException {
            running = null;
            Optional<ProcessHandle> postmaster = postmaster();
            server.close();
            // On a busy machine it may still be at its files when that has given up waiting for it.
            postmaster.ifPresent(process -> process.onExit().join());
            try (Stream<Path> paths = Files.walk(data)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (running == null) {
            running = new Running();
            context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).put(PostgresServer.class, running);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("shoutgate-postgres-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres start(Path data, int port) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setDataDirectory(data)
                    .setCleanDataDirectory(false).setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on").setServerConfig("full_page_writes", "on");
            return (port == 0 ? builder : builder.setPort(port)).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server as an operator would who is in a hurry, and starts it again. */
    public void restart() throws IOException {
        running.restart();
    }

    /** Ends the server and all that it started with {@code kill -9}; {@link #restart} brings it back. */
    public void killHard() throws IOException {
        running.killHard();
    }

    /** A user who needs a password, which the server learns of soon. */
    public void addUser(String user, String password) throws IOException {
        Path access = running.data.resolve("pg_hba.conf");
        Files.writeString(access, "host all " + user + " all scram-sha-256\n" + Files.readString(access));
        execute(OWNER, "SET password_encryption = 'scram-sha-256'",
                "CREATE ROLE " + user + " LOGIN PASSWORD '" + password + "'", "SELECT pg_reload_conf()");
    }

    /** The address of an empty schema of its own. */
    public String newSchema() {
        String schema = "shop_" + NEXT.getAndIncrement();
        execute(OWNER, "CREATE SCHEMA " + schema);
        return url(OWNER) + "?currentSchema=" + schema;
    }

    /** The name of an empty database of its own. */
    public String newDatabase() {
        String database = "shop_" + NEXT.getAndIncrement();
        execute(OWNER, "CREATE DATABASE " + database);
        return database;
    }

    public String url(String database) {
        return "jdbc:postgresql://localhost:" + running.server.getPort() + "/" + database;
    }

    /** The same address with everything that a connection needs, for looking into it past the store. */
    public static String asOwner(String url) {
        return url + (url.contains("?") ? "&" : "?") + "user=" + OWNER;
    }

    public static PostgresqlSettings settings(String url) {
        return new PostgresqlSettings(url, OWNER, Optional.empty());
    }

    public void execute(String database, String... statements) {
        try (Connection connection = DriverManager.getConnection(asOwner(url(database)));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", List.of(statements)), e);
        }
    }
}

package dev.shoutgate.storage.sql;

import dev.shoutgate.config.PostgresqlSettings;
import dev.shoutgate.storage.StoreException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;

/**
 * How to get into a PostgreSQL database. The password stays in its file and is read whenever a connection is opened, so
 * that a new one needs no restart, and no object, message or log holds it.
 *
 * <p>Threading: any.
 */
final class PostgresLogin {

    /** No connection waits longer than this for a server that does not answer; two of them delay a start. */
    private static final int CONNECT_SECONDS = 3;

    /** Longer than any statement may take by the server's clock, so that only a dead network runs into it. */
    private static final int SOCKET_SECONDS = 30;

    private PostgresLogin() {}

    /**
     * What the driver needs beside the URL; what that sets itself goes before it.
     *
     * @throws StoreException where the password cannot be read
     */
    static Properties of(PostgresqlSettings database) {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        database.passwordFile().ifPresent(file -> properties.setProperty("password", password(file)));
        properties.setProperty("ApplicationName", "shoutgate");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        properties.setProperty("socketTimeout", Integer.toString(SOCKET_SECONDS));
        return properties;
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (NoSuchFileException e) {
            throw new StoreException("there is no password file " + file, e);
        } catch (CharacterCodingException e) {
            throw new StoreException("the password file " + file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new StoreException("the password file " + file + " cannot be read: " + e, e);
        }
    }
}

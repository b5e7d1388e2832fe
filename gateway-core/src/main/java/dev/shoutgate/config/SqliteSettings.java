package dev.shoutgate.config;

import dev.shoutgate.config.SettingTree.Scalar;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * A SQLite file.
 *
 * @param url a path or {@code jdbc:sqlite:} and a path; empty for {@code orders.db} in the data folder
 */
public record SqliteSettings(Optional<String> url) implements StoreSettings {

    public static final String JDBC = "jdbc:sqlite:";

    static Optional<SqliteSettings> read(SettingsReader entry) {
        return Optional.of(new SqliteSettings(
                entry.optional("url", "a path, or jdbc:sqlite: and a path", SqliteSettings::url)));
    }

    private static Optional<String> url(Scalar scalar) {
        return scalar.words().filter(url -> {
            String place = withoutJdbc(url);
            return SettingsReader.isPath(place) && !place.startsWith("jdbc:") && !place.contains("://");
        });
    }

    private static String withoutJdbc(String url) {
        return url.startsWith(JDBC) ? url.substring(JDBC.length()) : url;
    }

    /** The JDBC address. */
    @Override
    public String place(Path data) {
        return JDBC + file(data);
    }

    /** The database file, with the data folder that the configuration ended up with. */
    public Path file(Path data) {
        return Path.of(withoutJdbc(url.orElseGet(() -> data.resolve("orders.db").toString())));
    }

    @Override
    public <T> T match(Function<SqliteSettings, T> sqlite, Function<PostgresqlSettings, T> postgresql,
            Function<KafkaSettings, T> kafka) {
        return sqlite.apply(this);
    }
}

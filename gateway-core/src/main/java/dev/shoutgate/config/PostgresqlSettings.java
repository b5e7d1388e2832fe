package dev.shoutgate.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A PostgreSQL database.
 *
 * @param url who and with what password stand beside it and not in it
 * @param passwordFile a file whose first line is the password; read when a connection is opened
 */
public record PostgresqlSettings(String url, String user, Optional<Path> passwordFile) implements StoreSettings {

    public static final String JDBC = "jdbc:postgresql:";

    public static final String URL =
            JDBC + "//HOST:PORT/DATABASE, with ?name=value&... for the driver after it but no user or password";

    private static final Pattern FORM = Pattern.compile("jdbc:postgresql://[^/?#@\\s]+/[^/?#@\\s]+(\\?[^#\\s]*)?");

    private static final Pattern CREDENTIALS = Pattern.compile("(?i)[?&](user|[a-z]*password)=");

    static Optional<PostgresqlSettings> read(SettingsReader entry) {
        Optional<String> url = entry.required("url", URL, scalar -> scalar.words().filter(PostgresqlSettings::isUrl));
        Optional<String> user = entry.required("user", "a user of that database",
                scalar -> Optional.of(scalar.text()).filter(text -> !text.isBlank()));
        // Whether the file is there is found out by whoever needs it: a store that cannot be opened stops no sale.
        Optional<Path> passwordFile = Optional.ofNullable(entry.path("password-file", null));
        return url.flatMap(place -> user.map(name -> new PostgresqlSettings(place, name, passwordFile)));
    }

    public static boolean isUrl(String text) {
        return FORM.matcher(text).matches() && !CREDENTIALS.matcher(text).find();
    }

    @Override
    public String place(Path data) {
        return url;
    }

    @Override
    public <T> T match(Function<SqliteSettings, T> sqlite, Function<PostgresqlSettings, T> postgresql,
            Function<KafkaSettings, T> kafka) {
        return postgresql.apply(this);
    }
}

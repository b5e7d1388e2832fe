package dev.shoutgate.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The kinds of stores: how the settings of each are read, and their names, first the one that says where it is. */
public enum StoreKind {
    SQLITE(SqliteSettings::read, "url"),
    POSTGRESQL(PostgresqlSettings::read, "url", "user", "password-file"),
    KAFKA(KafkaSettings::read, "topic", "bootstrap-servers", "shared", "properties-file");

    /** Gives nothing for an entry with problems, which it has noted there. */
    final Function<SettingsReader, Optional<? extends StoreSettings>> reader;
    private final List<String> settings;

    StoreKind(Function<SettingsReader, Optional<? extends StoreSettings>> reader, String... settings) {
        this.reader = reader;
        this.settings = List.of(settings);
    }

    /** What settings, metrics and logs call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String placeSetting() {
        return settings.get(0);
    }

    /** The settings of all kinds, each once. */
    static String[] allSettings() {
        return Arrays.stream(values()).flatMap(kind -> kind.settings.stream()).distinct().toArray(String[]::new);
    }
}

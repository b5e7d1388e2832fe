package dev.shoutgate.config;

import java.nio.file.Path;
import java.util.function.Function;

/** One place downstream that orders are written to. Immutable, for any thread. */
public sealed interface StoreSettings permits SqliteSettings, PostgresqlSettings, KafkaSettings {

    /** Makes something of them by the function of their kind. A new kind does not compile until all have one for it. */
    <T> T match(Function<SqliteSettings, T> sqlite, Function<PostgresqlSettings, T> postgresql,
            Function<KafkaSettings, T> kafka);

    /** Where it is, the same for two that are one; with the data folder that the configuration ended up with. */
    String place(Path data);

    default StoreKind kind() {
        return match(sqlite -> StoreKind.SQLITE, postgresql -> StoreKind.POSTGRESQL, kafka -> StoreKind.KAFKA);
    }
}

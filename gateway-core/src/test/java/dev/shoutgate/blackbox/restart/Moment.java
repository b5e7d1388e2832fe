package dev.shoutgate.blackbox.restart;

import dev.shoutgate.blackbox.Settings;
import java.util.Arrays;
import java.util.List;

/** When a gateway is killed. */
enum Moment {
    /** Anywhere in a load. */
    LOAD,
    /** Before it says that it is ready. */
    START,
    /** While the next segment of a journal is being made or begun. */
    ROLL,
    /** While the database takes a transaction. */
    FLUSH,
    /** While a snapshot is written. */
    SNAPSHOT;

    /** Those that a gateway under these tests has. */
    static List<Moment> all() {
        return Arrays.stream(values()).filter(moment -> moment != SNAPSHOT || Settings.takesSnapshots()).toList();
    }
}

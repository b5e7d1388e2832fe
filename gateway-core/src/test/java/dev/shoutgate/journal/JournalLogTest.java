package dev.shoutgate.journal;

import dev.shoutgate.journal.SimulatedDisk.Fault;

/** Durability {@code disk}: each batch outlives the machine. */
class JournalLogTest extends SimulatedLog {

    JournalLogTest() {
        super(true, Fault.WRITE_FAILS, Fault.WRITE_TEARS, Fault.FORCE_FAILS, Fault.FORCE_FAILS_EARLY,
                Fault.FORCE_FAILS_LATE);
    }
}

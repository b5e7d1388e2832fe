package dev.shoutgate.journal;

import dev.shoutgate.journal.SimulatedDisk.Fault;

/** Durability {@code os}: each batch outlives the process, and the machine once it is settled. */
class UnforcedJournalLogTest extends SimulatedLog {

    UnforcedJournalLogTest() {
        super(false, Fault.WRITE_FAILS, Fault.WRITE_TEARS);
    }
}

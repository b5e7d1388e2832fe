package dev.shoutgate.sim.storm;

import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.JournalStorm;
import dev.shoutgate.journal.ShardStorm;

/** What is put out into a storm. */
public enum Storm {
    /** A journal by itself, with batches of bytes. */
    JOURNAL(2_000) {
        @Override
        Life life() {
            FactFrame scratch = new FactFrame();
            return seed -> new JournalStorm(seed, scratch).run();
        }
    },
    /** A whole shard: its ring, its decisions, its journal, and buyers who remember what they were told. */
    SHARD(100) {
        @Override
        Life life() {
            FactFrame scratch = new FactFrame();
            return seed -> new ShardStorm(seed, scratch).run();
        }
    };

    private final int seeds;

    Storm(int seeds) {
        this.seeds = seeds;
    }

    /** Seeds that are run where nobody says how many; they take some seconds. */
    public int seeds() {
        return seeds;
    }

    abstract Life life();

    /** All that one seed makes happen. */
    @FunctionalInterface
    interface Life {
        /** Throws where a promise broke. */
        void live(long seed) throws Exception;
    }
}

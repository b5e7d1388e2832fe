package dev.shoutgate.storage;

import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalFollower;
import dev.shoutgate.storage.sql.SqliteOrderStore;
import java.nio.file.Path;

/** A process that does nothing but flush and print how far it is, until somebody kills it. */
public final class FlushUntilKilled {

    private FlushUntilKilled() {}

    public static void main(String[] args) throws InterruptedException {
        OrderFlusher flusher = flusher(Path.of(args[0]), Path.of(args[1]), Long.parseLong(args[2]));
        flusher.start();
        long printed = -1;
        while (!Thread.currentThread().isInterrupted()) {
            long position = flusher.position(0);
            if (position != printed) {
                System.out.println("position " + position);
                printed = position;
            }
            Thread.sleep(1);
        }
    }

    /** Follows a journal at rest whose last fact is given. */
    public static OrderFlusher flusher(Path journal, Path file, long durableSequence) {
        return flusher(new SqliteOrderStore("sqlite", file), journal, durableSequence);
    }

    public static OrderFlusher flusher(OrderStore store, Path journal, long durableSequence) {
        JournalFollower follower = new JournalFollower(new FolderDisk(journal), 0, 1, () -> durableSequence);
        return new OrderFlusher(store).follow(follower);
    }
}

package dev.shoutgate.storage;

import java.nio.file.Path;
import java.util.List;

/** A process that does nothing but flush and print how far it is, until somebody kills it. */
final class FlushUntilKilled {

    private FlushUntilKilled() {}

    public static void main(String[] args) throws InterruptedException {
        OrderFlusher flusher = new OrderFlusher(
                new SqliteOrderStore(Path.of(args[0])), List.of(ScriptedFacts.journal(Integer.parseInt(args[1]))));
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
}

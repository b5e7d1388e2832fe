package dev.shoutgate.room;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * A comment to every watcher of one event loop each 15 s, spread evenly over that time: no watcher has a timer, and a
 * silent room of thousands costs some writes at a time.
 *
 * <p>Threading: its event loop.
 */
final class Pulse implements Slices.Work {

    /** One each 100 ms. */
    private static final int ROWS = 150;
    private static final int STEP = 16;

    private final List<List<Watcher>> rows = IntStream.range(0, ROWS)
            .<List<Watcher>>mapToObj(row -> new ArrayList<>(0)).toList();
    private int row;
    private int seat;
    private boolean beating;

    void add(Watcher watcher) {
        rows.get(ThreadLocalRandom.current().nextInt(ROWS)).add(watcher);
    }

    /** The next row's turn, unless the one before is not through. */
    void beat(Slices slices) {
        if (!beating) {
            row = (row + 1) % ROWS;
            seat = 0;
            if (!rows.get(row).isEmpty()) {
                beating = true;
                slices.add(this);
            }
        }
    }

    @Override
    public boolean step() {
        List<Watcher> now = rows.get(row);
        for (int i = 0; i < STEP && seat < now.size(); i++) {
            if (now.get(seat).comment()) {
                seat++;
            } else {
                now.set(seat, now.get(now.size() - 1));
                now.remove(now.size() - 1);
            }
        }
        beating = seat < now.size();
        return beating;
    }
}

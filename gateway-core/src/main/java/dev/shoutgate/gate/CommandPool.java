package dev.shoutgate.gate;

import dev.shoutgate.Command;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The commands of a ring, each at a place of its own; the one given back last is taken first.
 *
 * <p>A ring goes through all of its slots, however few of them hold anything. Commands in the slots themselves would
 * come out of cold memory each time, on both sides of the ring, and the collector would follow what they refer to. So
 * a slot has the place of a command only, and a crowd of a hundred uses the same hundred commands all the time.
 *
 * <p>It is a stack, linked by places. Its head has a number besides, which every change counts up: who saw a head that
 * was taken and given back meanwhile finds that it is not the one he saw.
 *
 * <p>Threading: any thread takes; {@link Returns} is the shard's thread's. A command is its taker's, until the ring
 * hands it over to the shard. Allocates nothing after it was made.
 */
final class CommandPool {

    static final int NONE = -1;

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

    /** In the middle of an array, so that nothing else shares its line of the cache. */
    private static final int HEAD = 8;

    private final Command[] commands;
    private final int[] below;
    private final long[] head = new long[2 * HEAD];

    CommandPool(int count) {
        commands = new Command[count];
        below = new int[count];
        for (int place = 0; place < count; place++) {
            commands[place] = new Command();
            below[place] = place + 1 < count ? place + 1 : NONE;
        }
    }

    /** The place of a command that nobody has; {@link #NONE} where all are out. */
    int take() {
        while (true) {
            long seen = head();
            int top = (int) seen;
            if (top == NONE || tryTake(seen, below(top))) {
                return top;
            }
        }
    }

    /** The place on top, and how often that has changed. */
    long head() {
        return (long) LONGS.getAcquire(head, HEAD);
    }

    int below(int place) {
        return (int) INTS.getOpaque(below, place);
    }

    /** Takes the top of a head that was seen, unless anybody took or gave back since: what was below it may be gone. */
    boolean tryTake(long seen, int belowThen) {
        return LONGS.compareAndSet(head, HEAD, seen, next(seen, belowThen));
    }

    Command get(int place) {
        return commands[place];
    }

    /** Empties and gives back what came to no shard. Whoever took it. */
    void putBack(int place) {
        commands[place].clear();
        push(place, place);
    }

    private void push(int top, int bottom) {
        long seen;
        do {
            seen = head();
            INTS.setOpaque(below, bottom, (int) seen);
        } while (!LONGS.compareAndSet(head, HEAD, seen, next(seen, top)));
    }

    private static long next(long seen, int top) {
        return (seen >>> Integer.SIZE) + 1 << Integer.SIZE | Integer.toUnsignedLong(top);
    }

    /** What the shard gives back: all of a batch in one go, because whoever takes waits for each change of the head. */
    final class Returns {

        private int last = NONE;
        private int first = NONE;

        /** Empties a command and gives it back; others have it after {@link #release()}. */
        void add(int place) {
            commands[place].clear();
            INTS.setOpaque(below, place, last);
            first = last == NONE ? place : first;
            last = place;
        }

        void release() {
            if (last != NONE) {
                push(last, first);
                last = NONE;
            }
        }
    }
}

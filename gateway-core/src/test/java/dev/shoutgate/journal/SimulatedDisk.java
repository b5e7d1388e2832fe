package dev.shoutgate.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk in memory that fails as real ones do, by lot from a seed.
 *
 * <p>A file has two contents: what the kernel shows, and what is on the medium. A force brings what was written since
 * the last one over; one that fails brings over what it likes and forgets the rest, so that a later force succeeds
 * without it. A power cut brings over any part of what was written since, torn at any byte, and undoes names that were
 * not synced.
 */
final class SimulatedDisk implements JournalDisk {

    /** What goes wrong. Each is armed for the next call that it can hit, the last three last until they are cleared. */
    enum Fault {
        WRITE_FAILS,
        WRITE_TEARS,
        FORCE_FAILS,
        /** Nothing gets there. */
        FORCE_FAILS_EARLY,
        /** All of it gets there, and yet an error is reported. */
        FORCE_FAILS_LATE,
        SHORT_WRITE,
        SYNC_FAILS,
        RENAME_FAILS,
        NO_SPACE,
        BROKEN,
        READ_ONLY
    }

    private record Range(int from, int to) {}

    private static final class Inode {
        byte[] shown = {};
        byte[] medium = {};
        int mediumSize;
        final List<Range> dirty = new ArrayList<>();
    }

    private final Random random;
    private final Map<String, Inode> shown = new TreeMap<>();
    private final Map<String, Inode> synced = new TreeMap<>();
    private final List<Map<String, Inode>> unsyncedSteps = new ArrayList<>();
    private final Map<Fault, Integer> armed = new LinkedHashMap<>();
    private int powerCuts;
    private int lostForces;
    private long bytesWritten;

    SimulatedDisk(long seed) {
        random = new Random(seed);
    }

    /** Lets the fault happen after that many calls that it could hit. */
    synchronized SimulatedDisk arm(Fault fault, int afterCalls) {
        armed.put(fault, afterCalls);
        return this;
    }

    synchronized void clear() {
        armed.clear();
    }

    /** The machine stops and starts: files that were open are useless, and what was not forced is anyone's guess. */
    synchronized void cutPower() {
        powerCuts++;
        armed.clear();
        loseNames();
        for (Inode inode : shown.values()) {
            loseBytes(inode);
        }
    }

    /** The process stops, the machine does not: all that was written stays visible, forced or not. */
    synchronized void killProcess() {
        powerCuts++;
        armed.clear();
    }

    /** How many forces failed and left something behind that looks written. */
    synchronized int lostForces() {
        return lostForces;
    }

    /** Bytes that all writes have put somewhere so far. */
    synchronized long bytesWritten() {
        return bytesWritten;
    }

    synchronized byte[] content(String name) {
        return shown.get(name).shown.clone();
    }

    synchronized void put(String name, byte[] content) {
        Inode inode = new Inode();
        inode.shown = content.clone();
        inode.medium = content.clone();
        inode.mediumSize = content.length;
        shown.put(name, inode);
        synced.put(name, inode);
    }

    synchronized void flipBit(String name, int offset, int bit) {
        Inode inode = shown.get(name);
        inode.shown[offset] ^= (byte) (1 << bit);
        inode.medium[offset] ^= (byte) (1 << bit);
    }

    /** Everything a person could see, to show that nothing was changed. */
    synchronized Map<String, String> snapshot() {
        Map<String, String> all = new TreeMap<>();
        shown.forEach((name, inode) -> all.put(name, inode.shown.length + ":" + Arrays.hashCode(inode.shown)));
        return all;
    }

    @Override
    public synchronized List<String> list() throws IOException {
        return new ArrayList<>(shown.keySet());
    }

    @Override
    public synchronized JournalFile open(String name) throws IOException {
        return new File(existing(name), false);
    }

    @Override
    public synchronized JournalFile openForWriting(String name) throws IOException {
        failIfAny(Fault.READ_ONLY);
        return new File(existing(name), true);
    }

    @Override
    public synchronized JournalFile create(String name) throws IOException {
        failIfAny(Fault.READ_ONLY, Fault.BROKEN);
        if (shown.containsKey(name)) {
            throw new IOException(name + " exists");
        }
        Inode inode = new Inode();
        shown.put(name, inode);
        step();
        return new File(inode, true);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        failIfAny(Fault.READ_ONLY, Fault.BROKEN);
        shown.remove(name);
        step();
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        failIfAny(Fault.READ_ONLY, Fault.BROKEN, Fault.RENAME_FAILS);
        Inode inode = existing(from);
        shown.remove(from);
        shown.put(to, inode);
        step();
    }

    @Override
    public synchronized void sync() throws IOException {
        failIfAny(Fault.BROKEN, Fault.SYNC_FAILS);
        synced.clear();
        synced.putAll(shown);
        unsyncedSteps.clear();
    }

    @Override
    public synchronized long freeBytes() throws IOException {
        return armed.containsKey(Fault.NO_SPACE) ? 0 : Long.MAX_VALUE;
    }

    @Override
    public String describe(String name) {
        return "/simulated/" + name;
    }

    private Inode existing(String name) throws FileNotFoundException {
        Inode inode = shown.get(name);
        if (inode == null) {
            throw new FileNotFoundException(name);
        }
        return inode;
    }

    private void step() {
        unsyncedSteps.add(new TreeMap<>(shown));
    }

    private void loseNames() {
        int kept = random.nextInt(unsyncedSteps.size() + 1);
        shown.clear();
        shown.putAll(kept == 0 ? synced : unsyncedSteps.get(kept - 1));
        unsyncedSteps.clear();
        synced.clear();
        synced.putAll(shown);
    }

    private void loseBytes(Inode inode) {
        int way = random.nextInt(4);
        for (int i = 0; i < inode.dirty.size(); i++) {
            Range range = inode.dirty.get(i);
            switch (way) {
                case 0 -> { } // all of it is lost
                case 1 -> keep(inode, range.from, range.to);
                case 2 -> keep(inode, range.from, between(range));
                default -> keepSomeSectors(inode, range);
            }
        }
        inode.dirty.clear();
        inode.shown = Arrays.copyOf(inode.medium, inode.mediumSize);
    }

    private void keepSomeSectors(Inode inode, Range range) {
        for (int at = range.from; at < range.to; at = (at / 512 + 1) * 512) {
            if (random.nextBoolean()) {
                keep(inode, at, Math.min(range.to, (at / 512 + 1) * 512));
            }
        }
    }

    private int between(Range range) {
        return range.from + random.nextInt(range.to - range.from + 1);
    }

    private static void keep(Inode inode, int from, int to) {
        if (to > inode.medium.length) {
            inode.medium = Arrays.copyOf(inode.medium, Math.max(to, inode.shown.length));
        }
        inode.mediumSize = Math.max(inode.mediumSize, to);
        System.arraycopy(inode.shown, from, inode.medium, from, to - from);
    }

    private boolean strikes(Fault fault) {
        Integer left = armed.get(fault);
        if (left == null) {
            return false;
        }
        boolean now = left <= 0;
        if (!now) {
            armed.put(fault, left - 1);
        } else if (fault.compareTo(Fault.NO_SPACE) < 0) {
            armed.remove(fault);
        }
        return now;
    }

    private void failIfAny(Fault... faults) throws IOException {
        for (Fault fault : faults) {
            if (strikes(fault)) {
                throw new IOException(switch (fault) {
                    case NO_SPACE -> "No space left on device";
                    case READ_ONLY -> "Permission denied";
                    default -> "Input/output error (" + fault + ")";
                });
            }
        }
    }

    private final class File implements JournalFile {

        private final Inode inode;
        private final boolean writable;
        private final int openedIn = powerCuts;
        private boolean open = true;

        File(Inode inode, boolean writable) {
            this.inode = inode;
            this.writable = writable;
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            synchronized (SimulatedDisk.this) {
                check();
                int length = (int) Math.min(to.remaining(), inode.shown.length - position);
                if (length <= 0) {
                    return -1;
                }
                to.put(inode.shown, (int) position, length);
                return length;
            }
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            synchronized (SimulatedDisk.this) {
                check();
                failIfAny(Fault.BROKEN, Fault.WRITE_FAILS);
                if (position + from.remaining() > inode.shown.length) {
                    failIfAny(Fault.NO_SPACE);
                }
                if (strikes(Fault.WRITE_TEARS)) {
                    put(from, (int) position, random.nextInt(from.remaining()));
                    throw new IOException("Input/output error (WRITE_TEARS)");
                }
                return put(from, (int) position,
                        strikes(Fault.SHORT_WRITE) ? 1 + random.nextInt(from.remaining()) : from.remaining());
            }
        }

        private int put(ByteBuffer from, int position, int length) {
            if (!writable) {
                throw new IllegalStateException("opened for reading");
            }
            if (position + length > inode.shown.length) {
                inode.shown = Arrays.copyOf(inode.shown, position + length);
            }
            from.get(inode.shown, position, length);
            bytesWritten += length;
            inode.dirty.add(new Range(position, position + length));
            return length;
        }

        @Override
        public void force() throws IOException {
            synchronized (SimulatedDisk.this) {
                check();
                if (strikes(Fault.FORCE_FAILS_EARLY)) {
                    drop();
                    throw new IOException("Input/output error (FORCE_FAILS_EARLY)");
                }
                if (strikes(Fault.FORCE_FAILS) || strikes(Fault.BROKEN)) {
                    for (Range range : inode.dirty) {
                        keep(inode, range.from, random.nextBoolean() ? between(range) : range.from);
                    }
                    drop();
                    throw new IOException("Input/output error (FORCE_FAILS)");
                }
                inode.dirty.forEach(range -> keep(inode, range.from, range.to));
                inode.dirty.clear();
                failIfAny(Fault.FORCE_FAILS_LATE);
            }
        }

        /** What was not written out is given up and looks clean from now on. */
        private void drop() {
            inode.dirty.clear();
            lostForces++;
        }

        @Override
        public long size() throws IOException {
            synchronized (SimulatedDisk.this) {
                check();
                return inode.shown.length;
            }
        }

        @Override
        public void close() {
            open = false;
        }

        private void check() throws IOException {
            if (!open || openedIn != powerCuts) {
                throw new IOException("the file is closed");
            }
        }
    }
}

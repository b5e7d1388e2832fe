package dev.shoutgate.gate;

import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalDisk;
import dev.shoutgate.journal.JournalFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A real folder whose forces, on the shard's thread, wait for the test or fail, and that can be full. */
final class GatedDisk implements JournalDisk {

    private final FolderDisk folder;
    private final Semaphore passes = new Semaphore(0);
    private volatile boolean gated;
    private volatile boolean failing;
    private volatile boolean full;
    final AtomicInteger forces = new AtomicInteger();
    final AtomicInteger waiting = new AtomicInteger();
    final AtomicInteger created = new AtomicInteger();

    GatedDisk(Path folder) throws IOException {
        this.folder = FolderDisk.create(folder);
    }

    /** From now on a force of the shard waits until it is let through. */
    void close() {
        gated = true;
    }

    void letThrough(int forces) {
        passes.release(forces);
    }

    void open() {
        gated = false;
        passes.release(1_000_000);
    }

    void failForces() {
        failing = true;
    }

    void mend() {
        failing = false;
    }

    void setFull(boolean isFull) {
        full = isFull;
    }

    private void force(JournalFile file) throws IOException {
        if (Thread.currentThread().getName().startsWith("shard-")) {
            if (gated) {
                waiting.incrementAndGet();
                passes.acquireUninterruptibly();
                waiting.decrementAndGet();
            }
            if (failing) {
                throw new IOException("Input/output error, as the test wants it");
            }
            forces.incrementAndGet();
        }
        file.force();
    }

    @Override
    public List<String> list() throws IOException {
        return folder.list();
    }

    @Override
    public JournalFile open(String name) throws IOException {
        return folder.open(name);
    }

    @Override
    public JournalFile openForWriting(String name) throws IOException {
        return new GatedFile(folder.openForWriting(name));
    }

    @Override
    public JournalFile create(String name) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        created.incrementAndGet();
        return new GatedFile(folder.create(name));
    }

    @Override
    public void delete(String name) throws IOException {
        folder.delete(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        folder.rename(from, to);
    }

    @Override
    public void sync() throws IOException {
        folder.sync();
    }

    @Override
    public long freeBytes() throws IOException {
        return full ? 0 : folder.freeBytes();
    }

    @Override
    public String describe(String name) {
        return folder.describe(name);
    }

    private final class GatedFile implements JournalFile {

        private final JournalFile file;

        GatedFile(JournalFile file) {
            this.file = file;
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            return file.read(to, position);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            return file.write(from, position);
        }

        @Override
        public void force() throws IOException {
            GatedDisk.this.force(file);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}

package dev.shoutgate.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A folder in which things happen between two calls of the same reader. */
final class StaleListing implements JournalDisk {

    interface Event {
        void happen() throws IOException;
    }

    private final JournalDisk disk;
    private Event afterList = () -> { };
    private String listedOnce;
    private JournalFile openedOnce;

    StaleListing(JournalDisk disk) {
        this.disk = disk;
    }

    void afterNextList(Event event) {
        afterList = event;
    }

    /** The next listing has that name still, which leads to this file. */
    void opensOnce(String name, JournalFile file) {
        listedOnce = name;
        openedOnce = file;
    }

    @Override
    public List<String> list() throws IOException {
        List<String> names = new ArrayList<>(disk.list());
        if (openedOnce != null && listedOnce != null) {
            names.add(listedOnce);
            listedOnce = null;
        }
        Event event = afterList;
        afterList = () -> { };
        event.happen();
        return names;
    }

    @Override
    public JournalFile open(String name) throws IOException {
        JournalFile once = openedOnce;
        if (once != null && !disk.list().contains(name)) {
            openedOnce = null;
            return once;
        }
        return disk.open(name);
    }

    @Override
    public JournalFile openForWriting(String name) throws IOException {
        return disk.openForWriting(name);
    }

    @Override
    public JournalFile create(String name) throws IOException {
        return disk.create(name);
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void sync() throws IOException {
        disk.sync();
    }

    @Override
    public long freeBytes() throws IOException {
        return disk.freeBytes();
    }

    @Override
    public String describe(String name) {
        return disk.describe(name);
    }
}

package dev.shoutgate.inventory.memory;

import java.util.Arrays;
import org.agrona.UnsafeApi;

/**
 * Records of any size that belong to numbers, off the heap: none to most numbers, and to some several, linked oldest
 * first. They are only ever added. Whoever reads a {@link #view} stops where the view ends and meets nothing that was
 * added since.
 *
 * <p>A number costs nothing until it, or one of the {@value #PAGE_NUMBERS} about it, has a record.
 *
 * <p>Threading: the owner's own thread only, but for a view.
 */
public final class LinkedRecords implements AutoCloseable {

    public static final long NONE = -1;

    private static final int PAGE_NUMBERS = 512;
    private static final int PAGE_BYTES = PAGE_NUMBERS * Long.BYTES;
    private static final int FIRST_PAGES = 16;

    /** Before the bytes of a record, and in a page for each number: an address, and one; 0 for none. */
    private static final int LINK_BYTES = Long.BYTES;

    private final OffHeap memory;

    /** By number in pages: links to those pages. */
    private long[] pages;

    /** Addresses from here on are no part of it. */
    private long end;

    public LinkedRecords() {
        this(new OffHeap(), new long[FIRST_PAGES], 0);
    }

    private LinkedRecords(OffHeap memory, long[] pages, long end) {
        this.memory = memory;
        this.pages = pages;
        this.end = end;
    }

    /** The records as they now are, for another thread to read; see {@link OffHeap#view}. */
    public LinkedRecords view() {
        return new LinkedRecords(memory.view(), pages, end);
    }

    /** Adds a record to those of a number, behind them; returns its address. Its bytes are the caller's to fill. */
    public long add(long number, int bytes) {
        long page = page(number);
        long record = append(LINK_BYTES + bytes);
        UnsafeApi.putLong(memory.pointer(record), 0);
        long at = memory.pointer(page) + inPage(number);
        for (long link = UnsafeApi.getLong(at); link != 0; link = UnsafeApi.getLong(at)) {
            at = memory.pointer(link - 1);
        }
        UnsafeApi.putLong(at, record + 1);
        return record;
    }

    private long page(long number) {
        int place = Math.toIntExact(number / PAGE_NUMBERS);
        if (place >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(place + 1, 2 * pages.length));
        }
        if (pages[place] == 0) {
            long page = append(PAGE_BYTES);
            for (int at = 0; at < PAGE_BYTES; at += Long.BYTES) {
                UnsafeApi.putLong(memory.pointer(page) + at, 0);
            }
            pages[place] = page + 1;
        }
        return pages[place] - 1;
    }

    private static long inPage(long number) {
        return number % PAGE_NUMBERS * Long.BYTES;
    }

    private long append(int bytes) {
        long address = memory.append(bytes);
        end = address + 1;
        return address;
    }

    /** A number's oldest record, or {@link #NONE}. */
    public long first(long number) {
        long place = number / PAGE_NUMBERS;
        long page = place < pages.length ? within(pages[(int) place]) : NONE;
        return page == NONE ? NONE : within(UnsafeApi.getLong(memory.pointer(page) + inPage(number)));
    }

    /** The one that was added for the same number after it, or {@link #NONE}. */
    public long next(long record) {
        return within(UnsafeApi.getLong(memory.pointer(record)));
    }

    private long within(long link) {
        return link == 0 || link > end ? NONE : link - 1;
    }

    /** Where the bytes of a record lie in the machine's memory. */
    public long pointer(long record) {
        return memory.pointer(record) + LINK_BYTES;
    }

    @Override
    public void close() {
        memory.close();
    }
}

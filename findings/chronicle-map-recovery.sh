#!/bin/sh
# Recovery empties a map that was written through held references, also when it was closed properly.
#
# Version:  net.openhft:chronicle-map 2026.1, OpenJDK 17.
# Seen:     100 entries are made with acquireUsing and a native reference, and set through it. The map is closed and
#           opened again: 100. It is closed and opened with recoverPersistedTo: 0, and the file is empty from then on.
#           Nothing is thrown. Entries that were put, or written inside acquireContext, stay.
# Expected: 100. CM_Tutorial.adoc says that recoverPersistedTo is harmless if the process before ended normally.
# Why:      A write through the reference leaves the entry's checksum as it was, and recovery takes that for damage.
#           The Javadoc of ChecksumEntry tells of updateChecksum() for such writes; acquireUsing does not.
#           checksumEntries(false) keeps the entries.
# Output:   put 100, acquireContext 100, acquireUsing 0, acquireUsing without checksums 100
. "$(dirname "$0")/prepare"
jars net.openhft:chronicle-map:2026.1
cat >Recovery.java <<'JAVA'
import java.io.File;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.values.Values;

public class Recovery {
    interface Write {
        void write(ChronicleMap<Long, LongValue> map, long key);
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("put " + recovered("put", true, Recovery::put)
                + ", acquireContext " + recovered("context", true, Recovery::inContext)
                + ", acquireUsing " + recovered("using", true, Recovery::held)
                + ", acquireUsing without checksums " + recovered("plain", false, Recovery::held));
    }

    static void put(ChronicleMap<Long, LongValue> map, long key) {
        LongValue stock = Values.newHeapInstance(LongValue.class);
        stock.setValue(7);
        map.put(key, stock);
    }

    static void inContext(ChronicleMap<Long, LongValue> map, long key) {
        LongValue stock = Values.newNativeReference(LongValue.class);
        try (var context = map.acquireContext(key, stock)) {
            stock.setValue(7);
        }
    }

    static void held(ChronicleMap<Long, LongValue> map, long key) {
        map.acquireUsing(key, Values.newNativeReference(LongValue.class)).setValue(7);
    }

    static long recovered(String name, boolean checksums, Write write) throws Exception {
        File file = new File(name + ".map");
        ChronicleMapBuilder<Long, LongValue> builder =
                ChronicleMap.of(Long.class, LongValue.class).name("stock").entries(100).checksumEntries(checksums);
        try (ChronicleMap<Long, LongValue> map = builder.createPersistedTo(file)) {
            for (long key = 0; key < 100; key++) {
                write.write(map, key);
            }
        }
        try (ChronicleMap<Long, LongValue> map = builder.createPersistedTo(file)) {
            if (map.longSize() != 100) {
                return -1;
            }
        }
        try (ChronicleMap<Long, LongValue> map = builder.recoverPersistedTo(file, true)) {
            return map.longSize();
        }
    }
}
JAVA
came=$(chronicle_java Recovery.java)
verdict "put 100, acquireContext 100, acquireUsing 0, acquireUsing without checksums 100" "$came"

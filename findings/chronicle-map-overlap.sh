#!/bin/sh
# A persisted map with a 4-byte key and an 8-byte value interface loses track of its entries.
#
# Version:  net.openhft:chronicle-map 2026.1, OpenJDK 17.
# Seen:     100 keys are put, and then put again with other values. The map then counts 150 entries. With
#           checksumEntries(false), or with a key of 8 bytes, it counts 100. Checksums are on by default for a
#           persisted map. Recovery of such a map drops entries because their stored checksum is a small number: it is
#           the key of the entry after them.
# Expected: 100, because a Map has one entry a key. CM_Tutorial.adoc recommends value interfaces of just this kind.
# Why:      The entry's size is summed up as key + checksum, aligned for the value, + value: 16 bytes. The layout is
#           key, aligned for the value, value, checksum: 20 bytes, the last four of which are the next entry's key.
#           Issue 198 of OpenHFT/Chronicle-Map tells of such messages for IntValue and LongValue and asks whether the
#           map was closed in time. It need not have been left open.
# Output:   Integer key 150, Integer key without checksums 100, Long key 100
. "$(dirname "$0")/prepare"
jars net.openhft:chronicle-map:2026.1
cat >Overlap.java <<'JAVA'
import java.io.File;
import java.util.function.IntFunction;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.values.Values;

public class Overlap {
    public static void main(String[] arguments) throws Exception {
        System.out.println("Integer key " + putTwice(Integer.class, key -> key, true)
                + ", Integer key without checksums " + putTwice(Integer.class, key -> key, false)
                + ", Long key " + putTwice(Long.class, key -> (long) key, true));
    }

    static <K> long putTwice(Class<K> type, IntFunction<K> toKey, boolean checksums) throws Exception {
        File file = new File(type.getSimpleName() + checksums + ".map");
        ChronicleMapBuilder<K, LongValue> builder =
                ChronicleMap.of(type, LongValue.class).name("stock").entries(100).checksumEntries(checksums);
        try (ChronicleMap<K, LongValue> map = builder.createPersistedTo(file)) {
            LongValue stock = Values.newHeapInstance(LongValue.class);
            for (int i = 0; i < 200; i++) {
                stock.setValue(i);
                map.put(toKey.apply(i % 100), stock);
            }
            return map.longSize();
        }
    }
}
JAVA
came=$(chronicle_java Overlap.java)
verdict "Integer key 150, Integer key without checksums 100, Long key 100" "$came"

#!/bin/sh
# A full map goes on to twice its entries before it refuses.
#
# Version:  net.openhft:chronicle-map 2026.1, OpenJDK 17.
# Seen:     With entries(1000), one segment and the default maxBloatFactor the insert that throws is the 2001st.
# Expected: The 1001st. The Javadoc of entries(long) says that with a maxBloatFactor of 1.0, the default, this number
#           is also the maximum. It does not promise the exception ("might"), but a map of constant-size entries in one
#           segment can count. Whoever relies on the limit as an alarm hears of it when twice as much is in.
# Why:      A segment that is full gets one more tier of its own size.
# Output:   1000 entries configured, 2000 taken, then IllegalStateException
. "$(dirname "$0")/prepare"
jars net.openhft:chronicle-map:2026.1
cat >Capacity.java <<'JAVA'
import net.openhft.chronicle.map.ChronicleMap;

public class Capacity {
    public static void main(String[] arguments) {
        try (ChronicleMap<Long, Long> map =
                ChronicleMap.of(Long.class, Long.class).name("stock").entries(1000).actualSegments(1).create()) {
            String end = "no end";
            for (long key = 0; key < 5000; key++) {
                try {
                    map.put(key, key);
                } catch (IllegalStateException e) {
                    end = "then " + e.getClass().getSimpleName();
                    break;
                }
            }
            System.out.println("1000 entries configured, " + map.longSize() + " taken, " + end);
        }
    }
}
JAVA
came=$(chronicle_java Capacity.java)
verdict "1000 entries configured, 2000 taken, then IllegalStateException" "$came"

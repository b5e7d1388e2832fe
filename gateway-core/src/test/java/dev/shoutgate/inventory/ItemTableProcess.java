package dev.shoutgate.inventory;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.values.Values;
import net.openhft.posix.PosixAPI;

/** What the tests have done in a process of its own. */
final class ItemTableProcess {

    private ItemTableProcess() {
    }

    public static void main(String[] arguments) throws Exception {
        String file = arguments[1];
        switch (arguments[0]) {
            case "use" -> use(Path.of(file));
            case "read" -> read(new File(file), Integer.parseInt(arguments[2]));
            case "reserve" -> reserve(Path.of(file), Integer.parseInt(arguments[2]));
            case "reserve-without-natives" -> {
                PosixAPI.useNoOpPosixApi();
                reserve(Path.of(file), Integer.parseInt(arguments[2]));
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Says nothing, so that whatever is printed is somebody else's. */
    private static void use(Path file) throws IOException {
        try (ItemTable table = ChronicleItemTable.create(file, 100)) {
            ItemValue item = table.enter(1);
            item.setTotal(5);
            if (item.getTotal() != 5) {
                throw new AssertionError("total is " + item.getTotal());
            }
        }
    }

    private static void read(File file, int itemNumber) throws IOException {
        LongValue key = Values.newHeapInstance(LongValue.class);
        key.setValue(itemNumber);
        try (var map = ChronicleMap.of(LongValue.class, ItemValue.class).createPersistedTo(file)) {
            ItemValue item = map.getUsing(key, Values.newNativeReference(ItemValue.class));
            System.out.println("figures " + Arrays.toString(ItemFigures.plain(item)));
        }
    }

    private static void reserve(Path file, int capacity) throws Exception {
        try (ItemTable table = ChronicleItemTable.create(file, capacity)) {
            System.out.println("reserved " + ChildJvm.allocatedBytes(file) + " for " + table.capacity());
        } catch (IOException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }
}

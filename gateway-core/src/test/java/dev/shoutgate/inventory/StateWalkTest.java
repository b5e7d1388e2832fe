package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.inventory.SnapshotFields.Place;
import dev.shoutgate.inventory.memory.HashIndex;
import dev.shoutgate.inventory.twin.TwinShard;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.inventory.walk.StateDifference;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The walk over a shard, over its twin and over a cut, on a state that has everything. */
class StateWalkTest {

    /**
     * What a snapshot has that is no state: the shard that it is of and the counts at its end, which must fit, three
     * counts for the metrics, and a sale's number, which other records name.
     */
    private static final Set<String> NO_STATE = Set.of("SnapshotBegunDecoder.shard", "SnapshotBegunDecoder.expired",
            "SnapshotBegunDecoder.reclaimed", "SnapshotBegunDecoder.orphaned", "SnapshotEndedDecoder.sales",
            "SnapshotEndedDecoder.items", "SnapshotEndedDecoder.orders", "SaleKeptDecoder.saleNumber");

    private final SaleShard shard = EveryKind.shard();
    private final TwinShard twin = new TwinShard(EveryKind.SHARD, ShardAudit.NO_LIMIT);

    @AfterEach
    void close() {
        shard.close();
    }

    @Test
    void writesTheSnapshotThatItAlwaysWrote() throws IOException {
        EveryKind.facts(shard);
        ExpandableArrayBuffer written = new ExpandableArrayBuffer();
        int[] end = new int[1];
        try (SnapshotCut cut = shard.cut()) {
            SnapshotRecorder.write(cut, frame -> frame.forEach((place, timeMs, buffer, offset, length) -> {
                written.putInt(end[0], length, ByteOrder.LITTLE_ENDIAN);
                written.putBytes(end[0] + 4, buffer, offset, length);
                end[0] += 4 + length;
            }));
        }
        UnsafeBuffer always = EveryKind.snapshotOfVersion5();
        sayToday(always);
        assertThat(new UnsafeBuffer(written, 0, end[0])).isEqualTo(always);
    }

    /** Of the bytes only what they say of the schema's version changes with it. */
    private static void sayToday(UnsafeBuffer snapshot) {
        for (int at = 0; at < snapshot.capacity(); at += 4 + snapshot.getInt(at, ByteOrder.LITTLE_ENDIAN)) {
            snapshot.putShort(at + 4 + 6, (short) MessageHeaderDecoder.SCHEMA_VERSION, ByteOrder.LITTLE_ENDIAN);
        }
    }

    @Test
    void handsOutTheSameOfAShardAndOfItsTwinFromFactsAndFromASnapshot() {
        EveryKind.facts(shard);
        EveryKind.facts(twin);
        long hash = shard.stateHash();
        assertThat(twin.stateHash()).as("of the twin").isEqualTo(hash);
        assertThat(ofShard(EveryKind.snapshot())).as("of the shard from a snapshot").isEqualTo(hash);
        assertThat(ofTwin(EveryKind.snapshot())).as("of the twin from a snapshot").isEqualTo(hash);
        for (UnsafeBuffer newer : List.of(EveryKind.snapshotOfVersion4(), EveryKind.snapshotOfVersion5())) {
            assertThat(ofShard(newer)).as("of the shard from a newer one").isEqualTo(hash);
            assertThat(ofTwin(newer)).as("of the twin from a newer one").isEqualTo(hash);
        }
    }

    /** Whatever a snapshot keeps comes back in the walk of whoever was restored from it. */
    @Test
    void hasEveryFieldThatASnapshotKeeps() throws IOException {
        UnsafeBuffer snapshot = EveryKind.snapshotWithLaterActs();
        long before = ofShard(snapshot);
        assertThat(ofTwin(snapshot)).isEqualTo(before);
        Set<String> unseen = new TreeSet<>();
        List<Place> places = new ArrayList<>();
        EveryKind.records(snapshot, (place, timeMs, buffer, offset, length) ->
                places.addAll(SnapshotFields.of(buffer, offset, length)));
        for (Place place : places) {
            unseen.addAll(List.of(place.field() + " in the shard", place.field() + " in the twin"));
        }
        for (Place place : places) {
            for (int bit = 0; bit < 4; bit++) {
                UnsafeBuffer changed = new UnsafeBuffer(snapshot.byteArray().clone());
                changed.putByte(place.at(), (byte) (changed.getByte(place.at()) ^ 1 << bit));
                if (isSeen(ofShard(changed), before)) {
                    unseen.remove(place.field() + " in the shard");
                }
                if (isSeen(ofTwin(changed), before)) {
                    unseen.remove(place.field() + " in the twin");
                }
            }
        }
        // The word of an act: no other word is a bit away, and what is no word is refused.
        unseen.removeIf(field -> field.startsWith("ActKeptDecoder text 3"));
        assertThat(unseen).allMatch(field -> NO_STATE.contains(field.split(" ")[0]));
    }

    @Test
    void looksKeysUpAsABuyDoes() throws ReflectiveOperationException {
        EveryKind.facts(shard);
        EveryKind.facts(twin);
        Field index = BuyerOrders.class.getDeclaredField("newest");
        index.setAccessible(true);
        try (HashIndex lost = new HashIndex(number -> true); HashIndex whole = (HashIndex) index.get(buyers())) {
            index.set(buyers(), lost);
            assertThat(shard.stateHash()).isNotEqualTo(twin.stateHash());
            assertThat(StateDifference.first(shard::walk, twin::walk, 0)).isEqualTo(
                    "the order that the key leads to of order number 1 is -1 in the shard and 1 in the twin");
            index.set(buyers(), whole);
            assertThat(shard.stateHash()).isEqualTo(twin.stateHash());
            index.set(buyers(), new HashIndex(number -> true));
        }
    }

    private static boolean isSeen(Long after, long before) {
        return after != null && after != before;
    }

    private BuyerOrders buyers() {
        return shard.state().buyers;
    }

    private static Long ofShard(UnsafeBuffer snapshot) {
        try (SaleShard restored = EveryKind.shard()) {
            return of(restored, snapshot);
        }
    }

    private static Long ofTwin(UnsafeBuffer snapshot) {
        return of(new TwinShard(EveryKind.SHARD, ShardAudit.NO_LIMIT), snapshot);
    }

    /** The hash after a snapshot, null if that is refused, or nonsense such as an order of an item that is not there. */
    private static Long of(Inventory inventory, UnsafeBuffer snapshot) {
        try {
            EveryKind.records(snapshot, inventory.snapshot());
            return inventory.stateHash();
        } catch (RuntimeException | AssertionError e) {
            return null;
        }
    }
}

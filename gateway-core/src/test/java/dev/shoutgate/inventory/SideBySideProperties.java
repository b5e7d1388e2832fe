package dev.shoutgate.inventory;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * The shard against its twin, over random histories. A failure prints its seed and the shrunk history; put the seed in
 * {@code @Property(seed = "...")} to live it again (the next run takes it up first by itself).
 */
class SideBySideProperties {

    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
    void theShardSaysRecordsAndRemembersWhatItsTwinDoes(@ForAll("histories") Step.History history) {
        try (SideBySide sideBySide = new SideBySide(history)) {
            sideBySide.live();
        }
    }

    @Provide
    Arbitrary<Step.History> histories() {
        return Histories.histories();
    }
}

package dev.shoutgate.sim.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.sim.UsageException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Any setting inside its range is taken as it is, and any outside is refused by its name. */
class ProfilePropertiesTest {

    @Property(tries = 100)
    void takesACrowdInsideItsRanges(@ForAll @DoubleRange(min = 0, max = 1) double doubles,
            @ForAll @IntRange(max = 60_000) int delayMs, @ForAll @DoubleRange(min = 0, max = 1) double greedy,
            @ForAll long seed) {
        ObjectNode overrides = ProfileReader.noOverrides();
        overrides.withObject("/crowd").put("doublePressShare", doubles).put("doublePressDelayMs", delayMs)
                .put("greedyShare", greedy).put("seed", seed);

        assertThat(ProfileReader.read(null, overrides, 1).crowd()).isEqualTo(new Crowd(doubles, delayMs, greedy, seed));
    }

    @Property(tries = 100)
    void refusesAShareAboveOne(@ForAll @DoubleRange(min = 1.01, max = 1e9) double share) {
        ObjectNode overrides = ProfileReader.noOverrides();
        overrides.withObject("/crowd").put("doublePressShare", share);

        assertThatThrownBy(() -> ProfileReader.read(null, overrides, 1)).isInstanceOf(UsageException.class)
                .hasMessageStartingWith("profile: crowd.doublePressShare: wanted 0..1, came ");
    }

    @Property(tries = 100)
    void takesAnItemInsideItsRangesAndDefinesItAsItIs(@ForAll @LongRange(max = 1_000_000_000_000L) long price,
            @ForAll @IntRange(max = 1_000_000_000) int stock, @ForAll @IntRange(min = 1, max = 1_000_000) int limit) {
        ObjectNode overrides = ProfileReader.noOverrides();
        overrides.withObject("/sale").withArray("items").addObject().put("sku", "a.b:c-1").put("title", "A title")
                .put("price", price).put("stock", stock).put("limitPerBuyer", limit).put("weight", 1);

        OwnSale sale = ProfileReader.read(null, overrides, 1).sale();
        assertThat(sale.items()).containsExactly(new OwnItem("a.b:c-1", "A title", price, stock, limit, 1));
        assertThat(sale.definition().get("items").toString()).contains("price=" + price, "stock=" + stock,
                "limitPerBuyer=" + limit, "sku=a.b:c-1", "status=ON").doesNotContain("weight");
    }

    @Property(tries = 100)
    void refusesAnyHoldThatEndsBeforeTheRunIsCounted(@ForAll @IntRange(min = 1, max = 131) int holdSeconds) {
        ObjectNode overrides = ProfileReader.noOverrides();
        overrides.withObject("/sale").put("holdSeconds", holdSeconds);

        assertThatThrownBy(() -> ProfileReader.read(null, overrides, 1)).isInstanceOf(UsageException.class)
                .hasMessageContaining("sale.holdSeconds").hasMessageContaining("came " + holdSeconds);
    }

    @Property(tries = 100)
    void takesAHoldThatOutlivesTheRunOrNone(@ForAll @IntRange(min = 132, max = 86_400) int holdSeconds,
                                            @ForAll boolean none) {
        ObjectNode overrides = ProfileReader.noOverrides();
        overrides.withObject("/sale").put("holdSeconds", none ? 0 : holdSeconds);

        assertThat(ProfileReader.read(null, overrides, 1).sale().holdSeconds()).isEqualTo(none ? 0 : holdSeconds);
    }

    @Property(tries = 100)
    void scalesTheCountWithTheRates(@ForAll @DoubleRange(min = 0.01, max = 20) double scale) {
        ShoutProfile scaled = ProfileReader.read(null, ProfileReader.noOverrides(), scale);
        double wanted = new FireTimes(ProfileReader.builtIn().phases()).count() * scale;

        // Each of the four phases is rounded to whole presses.
        assertThat(Math.abs(new FireTimes(scaled.phases()).count() - wanted)).isLessThanOrEqualTo(2 + 2 * scale);
    }
}

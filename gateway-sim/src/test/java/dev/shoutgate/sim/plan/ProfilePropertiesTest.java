package dev.shoutgate.sim.plan;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.sim.UsageException;
import org.junit.jupiter.api.Test;

/** Any setting inside its range is taken as it is, and any outside is refused by its name. */
class ProfilePropertiesTest {

    @Test
    void takesACrowdInsideItsRanges() {
        forAll(100, draws -> takesACrowd(draws.between(0, 100) / 100.0, draws.between(0, 60_000),
                draws.between(0, 100) / 100.0, draws.anyLong()));
    }

    private static void takesACrowd(double doubles, int delayMs, double greedy, long seed) {
        ObjectNode overrides = ProfileReader.noOverrides();
        overrides.withObject("/crowd").put("doublePressShare", doubles).put("doublePressDelayMs", delayMs)
                .put("greedyShare", greedy).put("seed", seed);

        assertThat(ProfileReader.read(null, overrides, 1).crowd()).isEqualTo(new Crowd(doubles, delayMs, greedy, seed));
    }

    @Test
    void refusesAShareAboveOne() {
        forAll(100, draws -> {
            ObjectNode overrides = ProfileReader.noOverrides();
            overrides.withObject("/crowd").put("doublePressShare", draws.between(101, 100_000_000_000L) / 100.0);

            assertThatThrownBy(() -> ProfileReader.read(null, overrides, 1)).isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("profile: crowd.doublePressShare: wanted 0..1, came ");
        });
    }

    @Test
    void takesAnItemInsideItsRangesAndDefinesItAsItIs() {
        forAll(100, draws -> takesAnItem(draws.between(0, 1_000_000_000_000L), draws.between(0, 1_000_000_000),
                draws.between(1, 1_000_000)));
    }

    private static void takesAnItem(long price, int stock, int limit) {
        ObjectNode overrides = ProfileReader.noOverrides();
        overrides.withObject("/sale").withArray("items").addObject().put("sku", "a.b:c-1").put("title", "A title")
                .put("price", price).put("stock", stock).put("limitPerBuyer", limit).put("weight", 1);

        OwnSale sale = ProfileReader.read(null, overrides, 1).sale();
        assertThat(sale.items()).containsExactly(new OwnItem("a.b:c-1", "A title", price, stock, limit, 1));
        assertThat(sale.definition().get("items").toString()).contains("price=" + price, "stock=" + stock,
                "limitPerBuyer=" + limit, "sku=a.b:c-1", "status=ON").doesNotContain("weight");
    }

    @Test
    void refusesAnyHoldThatEndsBeforeTheRunIsCounted() {
        for (int holdSeconds = 1; holdSeconds <= 131; holdSeconds++) {
            ObjectNode overrides = ProfileReader.noOverrides();
            overrides.withObject("/sale").put("holdSeconds", holdSeconds);

            assertThatThrownBy(() -> ProfileReader.read(null, overrides, 1)).isInstanceOf(UsageException.class)
                    .hasMessageContaining("sale.holdSeconds").hasMessageContaining("came " + holdSeconds);
        }
    }

    @Test
    void takesAHoldThatOutlivesTheRunOrNone() {
        forAll(100, draws -> {
            int holdSeconds = draws.flip() ? 0 : draws.between(132, 86_400);
            ObjectNode overrides = ProfileReader.noOverrides();
            overrides.withObject("/sale").put("holdSeconds", holdSeconds);

            assertThat(ProfileReader.read(null, overrides, 1).sale().holdSeconds()).isEqualTo(holdSeconds);
        });
    }

    @Test
    void scalesTheCountWithTheRates() {
        forAll(100, draws -> {
            double scale = draws.between(1, 2_000) / 100.0;
            ShoutProfile scaled = ProfileReader.read(null, ProfileReader.noOverrides(), scale);
            double wanted = new FireTimes(ProfileReader.builtIn().phases()).count() * scale;

            // Each of the four phases is rounded to whole presses.
            assertThat(Math.abs(new FireTimes(scaled.phases()).count() - wanted)).isLessThanOrEqualTo(2 + 2 * scale);
        });
    }
}

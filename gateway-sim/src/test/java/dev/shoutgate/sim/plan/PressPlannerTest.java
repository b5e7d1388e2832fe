package dev.shoutgate.sim.plan;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PressPlannerTest {
    private static final FireTimes TIMES = new FireTimes(List.of(new Phase("steady", 10, 2_000, 2_000)));
    private static final List<Demand> TWO = List.of(new Demand("phone", 3, 2), new Demand("lipstick", 1, 5));

    @Test
    void addsNothingToTheSchedule() {
        forAll(50, draws -> {
            double doubles = draws.between(0, 100) / 100.0;
            double greedy = draws.between(0, 100) / 100.0;
            Crowd crowd = new Crowd(doubles, draws.between(0, 100), greedy, 3);
            PressPlan plan = PressPlanner.plan(TIMES, crowd, TWO);

            assertThat(plan.count()).isEqualTo(TIMES.count());
            for (int press = 0; press < plan.count(); press++) {
                assertThat(plan.intendedNs(press)).isEqualTo(TIMES.atNs(press));
            }
        });
    }

    @Test
    void repeatsAPressOnceWithAllThatItHasAndNotBeforeItsDelay() {
        forAll(50, draws -> repeatsOnce(draws.between(1, 100) / 100.0, draws.between(0, 100)));
    }

    private static void repeatsOnce(double share, int delayMs) {
        PressPlan plan = PressPlanner.plan(TIMES, new Crowd(share, delayMs, 0.1, 3), TWO);

        Set<Integer> repeated = new HashSet<>();
        for (int press = 0; press < plan.count(); press++) {
            int first = plan.firstOf(press);
            if (first >= 0) {
                assertThat(repeated.add(first)).as("press %s is repeated once", first).isTrue();
                assertThat(plan.firstOf(first)).isEqualTo(-1);
                assertThat(plan.key(press)).isEqualTo(plan.key(first));
                assertThat(plan.buyer(press)).isEqualTo(plan.buyer(first));
                assertThat(plan.item(press)).isEqualTo(plan.item(first));
                assertThat(plan.quantity(press)).isEqualTo(plan.quantity(first));
                assertThat(plan.intendedNs(press) - plan.intendedNs(first))
                        .isGreaterThanOrEqualTo(delayMs * 1_000_000L);
            }
        }
        assertThat(repeated).isNotEmpty();
    }

    @Test
    void givesEveryFirstPressAKeyOfItsOwn() {
        PressPlan plan = PressPlanner.plan(TIMES, new Crowd(0.2, 10, 0.2, 3), TWO);

        Set<Integer> keys = new HashSet<>();
        for (int press = 0; press < plan.count(); press++) {
            assertThat(plan.firstOf(press) >= 0 || keys.add(plan.key(press))).isTrue();
        }
        assertThat(keys).hasSize(plan.keys());
    }

    @Test
    void repeatsTheShareThatWasAskedFor() {
        PressPlan plan = PressPlanner.plan(TIMES, new Crowd(0.2, 10, 0, 3), TWO);

        long repeats = count(plan, press -> plan.firstOf(press) >= 0);
        assertThat((double) repeats / plan.keys()).isCloseTo(0.2, within(0.02));
    }

    @Test
    void letsEveryGreedyBuyerAskForOneMoreThanTheLimitAndNobodyElse() {
        PressPlan plan = PressPlanner.plan(TIMES, new Crowd(0.1, 10, 0.3, 3), TWO);

        Map<Integer, Integer> units = new HashMap<>();
        Map<Integer, Integer> items = new HashMap<>();
        for (int press = 0; press < plan.count(); press++) {
            if (plan.firstOf(press) < 0) {
                units.merge(plan.buyer(press), plan.quantity(press), Integer::sum);
                items.put(plan.buyer(press), plan.item(press));
            }
        }
        // The last buyer may have had no slots left.
        units.remove(plan.buyers() - 1);
        units.forEach((buyer, asked) -> assertThat(asked).isIn(1, TWO.get(items.get(buyer)).limitPerBuyer() + 1));
        long greedy = units.values().stream().filter(asked -> asked > 1).count();
        assertThat((double) greedy / units.size()).isCloseTo(0.3, within(0.03));
        assertThat(count(plan, press -> plan.quantity(press) > 1)).as("some ask at once").isPositive();
        assertThat(count(plan, press -> plan.quantity(press) == 1 && units.getOrDefault(plan.buyer(press), 0) > 1))
                .as("some press often").isPositive();
    }

    @Test
    void sharesTheDemandByWeight() {
        PressPlan plan = PressPlanner.plan(TIMES, new Crowd(0, 0, 0, 3), TWO);

        assertThat((double) count(plan, press -> plan.item(press) == 0) / plan.count()).isCloseTo(0.75, within(0.02));
    }

    @Test
    void plansTheSameFromTheSameSeedAndAnotherFromAnother() {
        PressPlan plan = PressPlanner.plan(TIMES, new Crowd(0.1, 10, 0.1, 3), TWO);
        PressPlan same = PressPlanner.plan(TIMES, new Crowd(0.1, 10, 0.1, 3), TWO);
        PressPlan other = PressPlanner.plan(TIMES, new Crowd(0.1, 10, 0.1, 4), TWO);

        assertThat(same.buyer).isEqualTo(plan.buyer);
        assertThat(same.item).isEqualTo(plan.item);
        assertThat(same.firstOf).isEqualTo(plan.firstOf);
        assertThat(other.firstOf).isNotEqualTo(plan.firstOf);
    }

    @Test
    void neverAsksForMoreThanAnOrderMayHave() {
        PressPlan plan = PressPlanner.plan(TIMES, new Crowd(0, 0, 1, 3),
                List.of(new Demand("many", 1, 98), new Demand("endless", 1, 1_000_000), new Demand("none", 1, 0)));

        assertThat(count(plan, press -> plan.quantity(press) == 99)).isPositive();
        assertThat(count(plan, press -> plan.quantity(press) != 99 && plan.quantity(press) != 1)).isZero();
    }

    @Test
    void letsBotsPressBesidesThePeopleEvenlyAndWithKeysOfTheirOwn() {
        Crowd people = new Crowd(0.1, 10, 0.1, 3);
        PressPlan plan = PressPlanner.plan(TIMES, new Crowd(0.1, 10, 0.1, 3, new Bots(7, 100, 2, 1)), TWO);

        int[] ofBot = new int[7];
        int inFirstHalf = 0;
        long before = 0;
        Set<Integer> keys = new HashSet<>();
        for (int press = 0; press < plan.count(); press++) {
            assertThat(plan.intendedNs(press)).isGreaterThanOrEqualTo(before);
            before = plan.intendedNs(press);
            if (plan.buyer(press) < plan.bots()) {
                ofBot[plan.buyer(press)]++;
                inFirstHalf += plan.intendedNs(press) < TIMES.lengthNs() / 2 ? 1 : 0;
                assertThat(plan.quantity(press)).isEqualTo(1);
            }
            assertThat(plan.firstOf(press) >= 0 || keys.add(plan.key(press))).isTrue();
        }
        assertThat(ofBot).containsOnly(100);
        assertThat(inFirstHalf).isEqualTo(350);
        assertThat(plan.count()).isEqualTo(TIMES.count() + 700);
        assertThat(plan.buyers() - plan.bots())
                .isCloseTo(PressPlanner.plan(TIMES, people, TWO).buyers(), withinPercentage(5));
    }

    @Test
    void refusesToPlanWithoutItems() {
        assertThatThrownBy(() -> PressPlanner.plan(TIMES, new Crowd(0, 0, 0, 3), List.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("came 0");
    }

    private static long count(PressPlan plan, IntPredicate which) {
        return IntStream.range(0, plan.count()).filter(which).count();
    }
}

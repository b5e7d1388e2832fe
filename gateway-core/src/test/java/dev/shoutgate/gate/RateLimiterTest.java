package dev.shoutgate.gate;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Presses over simulated time, at the years that real clocks show. */
class RateLimiterTest {

    private static final long NOW_US = TimeUnit.SECONDS.toMicros(1_795_348_800L);
    private static final long BUYER = 0x123456789abcdef0L;

    /** A purse that fills at the allowed rate, up to a burst: the plain way to say the same. */
    private static final class Purse {

        private final long costUs;
        private final long mostUs;
        private long heldUs;
        private long atUs;

        Purse(int ratePerSecond, int burst, long nowUs) {
            costUs = 1_000_000 / ratePerSecond;
            mostUs = costUs * burst;
            heldUs = mostUs;
            atUs = nowUs;
        }

        long tryPass(long nowUs) {
            heldUs = Math.min(mostUs, heldUs + nowUs - atUs);
            atUs = nowUs;
            if (heldUs < costUs) {
                return costUs - heldUs;
            }
            heldUs -= costUs;
            return 0;
        }
    }

    @Test
    void admitsExactlyWhatTheRateAndTheBurstAllow() {
        forAll(500, draws -> admitsAsAPurse(draws.between(1, 2_000), draws.between(1, 30), draws.anyLong(),
                draws.list(0, 200, each -> each.between(0, 2_000_000L)), draws.between(0, 1L << 52)));
    }

    private static void admitsAsAPurse(int ratePerSecond, int burst, long buyer, List<Long> pausesUs, long startUs) {
        RateLimiter limiter = new RateLimiter(ratePerSecond, burst);
        Purse purse = new Purse(ratePerSecond, burst, startUs);
        long nowUs = startUs;
        for (long pauseUs : pausesUs) {
            // Every other pause is so short that the limit bites.
            nowUs += pauseUs % 2 == 0 ? pauseUs : pauseUs % 1_000;
            assertThat(limiter.tryPass(buyer, nowUs)).as("at %d", nowUs - startUs).isEqualTo(purse.tryPass(nowUs));
        }
    }

    @Test
    void letsTheBurstPassAndThenOneEachTimeThatOneIsPaidFor() {
        RateLimiter limiter = new RateLimiter(10, 3);

        assertThat(List.of(limiter.tryPass(BUYER, NOW_US), limiter.tryPass(BUYER, NOW_US), limiter.tryPass(BUYER, NOW_US)))
                .containsOnly(0L);
        assertThat(limiter.tryPass(BUYER, NOW_US)).isEqualTo(100_000);
        assertThat(limiter.tryPass(BUYER, NOW_US + 99_999)).isEqualTo(1);
        assertThat(limiter.tryPass(BUYER, NOW_US + 100_000)).isZero();
        assertThat(limiter.tryPass(BUYER, NOW_US + 100_000)).isEqualTo(100_000);
    }

    /** The policy that is published: as many at once, and as many again after its seconds of rest. */
    @ParameterizedTest
    @CsvSource({"2, 3, 2", "1, 1, 1", "10, 3, 1", "3, 10, 4", "1, 20, 20", "100000, 1, 1"})
    void letsAsManyInAtOnceAsItSaysAndAgainAfterItsWindow(int ratePerSecond, int burst, int windowSeconds) {
        RateLimiter limiter = new RateLimiter(ratePerSecond, burst);
        assertThat(limiter.windowSeconds()).isEqualTo(windowSeconds);
        for (int round = 0; round < 3; round++) {
            long nowUs = NOW_US + round * windowSeconds * 1_000_000L;
            for (int i = 0; i < limiter.burst(); i++) {
                assertThat(limiter.tryPass(BUYER, nowUs)).isZero();
            }
            assertThat(limiter.tryPass(BUYER, nowUs)).isPositive();
        }
    }

    @Test
    void chargesNothingForAPressThatItRefused() {
        RateLimiter limiter = new RateLimiter(1, 1);
        limiter.tryPass(BUYER, NOW_US);
        for (int i = 1; i < 1_000; i++) {
            assertThat(limiter.tryPass(BUYER, NOW_US + i)).isEqualTo(1_000_000 - i);
        }

        assertThat(limiter.tryPass(BUYER, NOW_US + 1_000_000)).isZero();
    }

    @Test
    void letsEverybodyPassWhereThereIsNoRate() {
        RateLimiter limiter = new RateLimiter(0, 1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(limiter.tryPass(BUYER, NOW_US)).isZero();
        }
    }

    @Test
    void refusesNobodyForThePressesOfOthers() {
        forAll(100, draws -> refusesNobody(draws.between(1, 200), draws.anyLong()));
    }

    private static void refusesNobody(int crowd, long innocent) {
        RateLimiter limiter = new RateLimiter(1, 2);
        for (int press = 0; press < 5; press++) {
            for (int i = 1; i <= crowd; i++) {
                limiter.tryPass(sameHome(innocent, i), NOW_US + press);
            }
        }

        assertThat(limiter.tryPass(innocent, NOW_US + 10)).isZero();
        assertThat(limiter.tryPass(innocent, NOW_US + 11)).isZero();
    }

    /** Whoever has a place keeps to it, also when a place before it becomes free. */
    @Test
    void givesNobodyASecondPlaceBesideTheFirst() {
        RateLimiter limiter = new RateLimiter(1, 2);
        long early = sameHome(BUYER, 1);
        limiter.tryPass(early, NOW_US);
        assertThat(limiter.tryPass(BUYER, NOW_US + 900_000)).isZero();
        assertThat(limiter.tryPass(BUYER, NOW_US + 900_000)).isZero();

        assertThat(limiter.tryPass(BUYER, NOW_US + 1_100_000)).as("the other's place is free by now").isPositive();
    }

    @Test
    void limitsThousandsOfBuyersEachByItself() {
        RateLimiter limiter = new RateLimiter(1, 1);
        int passed = 0;
        int refused = 0;
        for (long buyer = 1; buyer <= 5_000; buyer++) {
            long hash = buyer * 0x9e3779b97f4a7c15L;
            passed += limiter.tryPass(hash, NOW_US) == 0 ? 1 : 0;
            refused += limiter.tryPass(hash, NOW_US) > 0 ? 1 : 0;
        }

        assertThat(passed).isEqualTo(5_000);
        // A few find all their places busy with others and pass: the table is bounded, and errs on the buyer's side.
        assertThat(refused).isBetween(4_990, 5_000);
    }

    @Test
    void forgetsWhoWasAwayForLong() {
        RateLimiter limiter = new RateLimiter(1, 1);
        limiter.tryPass(BUYER, NOW_US);
        for (int days : new int[] {1, 6, 12, 13, 400, 4_000}) {
            long laterUs = NOW_US + TimeUnit.DAYS.toMicros(days);
            assertThat(limiter.tryPass(BUYER, laterUs)).as("after %d days", days).isZero();
            assertThat(limiter.tryPass(BUYER, laterUs)).as("after %d days", days).isPositive();
        }
    }

    /** Java's clock counts from any moment, also one to come. */
    @Test
    void countsOnWhereItsClockPassesZero() {
        RateLimiter limiter = new RateLimiter(1, 1);
        for (long nowUs = -3_000_000; nowUs < 3_000_000; nowUs += 1_000_000) {
            assertThat(limiter.tryPass(BUYER, nowUs)).as("at %d", nowUs).isZero();
            assertThat(limiter.tryPass(BUYER, nowUs + 400_000)).as("at %d", nowUs).isEqualTo(600_000);
        }
    }

    @Test
    void locksNobodyOutWhenTheClockIsSetBack() {
        RateLimiter limiter = new RateLimiter(1, 1);
        limiter.tryPass(BUYER, NOW_US);

        assertThat(limiter.tryPass(BUYER, NOW_US - TimeUnit.HOURS.toMicros(1))).isZero();
    }

    /** The refusal has the policy's own figures, and each is counted once. */
    @Test
    void saysWhichRateItWasAndCountsIt() {
        RateLimiter buyers = new RateLimiter(2, 3);
        Outcome ofBuyer = refusedBy(buyers);
        RateLimiter addresses = RateLimiter.ofAddresses(1, 1);
        Outcome ofAddress = refusedBy(addresses);

        assertThat(ofBuyer.problem).isEqualTo(Problem.RATE_LIMITED);
        assertThat(List.of(ofBuyer.policy, ofBuyer.limit, ofBuyer.windowSeconds)).containsExactly("buyer", 3L, 2);
        assertThat(ofBuyer.retryAfterMs).isBetween(1L, 500L);
        assertThat(ofBuyer.detail).isEqualTo("One buyer may send 3 buys at once, and 2 a second after that.");
        assertThat(List.of(ofAddress.policy, ofAddress.limit, ofAddress.windowSeconds))
                .containsExactly("address", 1L, 1);
        assertThat(ofAddress.detail).endsWith("together may send 1 buy at once, and 1 a second after that.");
        assertThat(buyers.refused()).isEqualTo(1);
        assertThat(addresses.refused()).isEqualTo(1);
    }

    /** However soon it would pass: who is told to come back after no time at all comes back at once. */
    @Test
    void tellsNobodyToComeBackAtOnce() {
        assertThat(refusedBy(new RateLimiter(100_000, 1)).retryAfterMs).isEqualTo(1);
    }

    /** Presses until one is refused. */
    private static Outcome refusedBy(RateLimiter limiter) {
        Outcome outcome = new Outcome(receiver -> { });
        for (int press = 0; limiter.admits(BUYER, outcome); press++) {
            assertThat(limiter.refused()).isZero();
            assertThat(press).isLessThan(1_000_000);
        }
        return outcome;
    }

    /** Another buyer whose places are the same. */
    private static long sameHome(long buyer, int other) {
        return buyer ^ (long) other << 48;
    }
}

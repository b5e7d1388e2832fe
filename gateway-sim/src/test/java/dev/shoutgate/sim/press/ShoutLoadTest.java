package dev.shoutgate.sim.press;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.sim.plan.Crowd;
import dev.shoutgate.sim.plan.Demand;
import dev.shoutgate.sim.plan.FireTimes;
import dev.shoutgate.sim.plan.Phase;
import dev.shoutgate.sim.plan.PressPlan;
import dev.shoutgate.sim.plan.PressPlanner;
import dev.shoutgate.sim.plan.RunNames;
import dev.shoutgate.sim.shop.ClosedPort;
import dev.shoutgate.sim.shop.Flaw;
import dev.shoutgate.sim.shop.ShopServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The open-loop client against a real server. */
class ShoutLoadTest {
    private static final long MS = 1_000_000;
    private static final int ANSWER_TIMEOUT_SECONDS = 5;
    private static final RunNames NAMES = new RunNames("load");
    private final List<Second> seconds = new CopyOnWriteArrayList<>();

    @Test
    void measuresFromTheIntendedTimeSoThatOneBusyConnectionShowsTheWholeQueue() throws Exception {
        // One connection and 50 ms an answer serve 20 a second; 100 a second for half a second leave 50 × 50 ms of
        // queue.
        try (ShopServer shop = ShopServer.open(Flaw.NONE); Transport transport = Transport.open()) {
            shop.delayAnswers(50);
            ShoutLoad load = load(shop, transport, plan(0.5, 100, 0), 1, 1, 30);
            load.start().get(60, TimeUnit.SECONDS);

            assertThat(load.tally().accepted().getTotalCount()).isEqualTo(50);
            // A closed loop would say 50 ms to all of them; the last buyer waited for some two seconds.
            assertThat(load.tally().accepted().getMaxValue()).isGreaterThan(1_900 * MS);
            assertThat(load.tally().accepted().getValueAtPercentile(50)).isGreaterThan(900 * MS);
            assertThat(load.tally().lateForWantOfConnection()).isGreaterThan(40);
            for (int press = 0; press < 50; press++) {
                assertThat(load.log().answeredNs(press) - load.log().sentNs(press)).isGreaterThanOrEqualTo(49 * MS);
            }
        }
    }

    @Test
    void offersAsMuchToASlowServerAsToAFastOne() throws Exception {
        try (ShopServer shop = ShopServer.remembering(Flaw.NONE); Transport transport = Transport.open()) {
            shop.delayAnswers(2_000);
            ShoutLoad load = load(shop, transport, plan(1, 100, 0), 4, 200, 60);
            load.start().get(90, TimeUnit.SECONDS);

            // All were on their way before the first was answered: nothing waited for anything.
            long firstAnswerNs = IntStream.range(0, 100).mapToLong(load.log()::answeredNs).min().orElse(0);
            assertThat(IntStream.range(0, 100).mapToLong(load.log()::sentNs).max().orElse(0))
                    .isLessThan(firstAnswerNs);
            assertThat(load.mostConnections()).isEqualTo(100);
            assertThat(shop.presses()).hasSize(100);
        }
    }

    @Test
    void sendsNoPressBeforeItsTimeAndAllInTheirOrder() throws Exception {
        try (ShopServer shop = ShopServer.open(Flaw.NONE); Transport transport = Transport.open()) {
            PressPlan plan = plan(1, 200, 0);
            ShoutLoad load = load(shop, transport, plan, 8, 64, 30);
            load.start().get(60, TimeUnit.SECONDS);

            long before = 0;
            for (int press = 0; press < plan.count(); press++) {
                assertThat(load.log().sentNs(press)).isGreaterThanOrEqualTo(plan.intendedNs(press))
                        .isGreaterThanOrEqualTo(before);
                before = load.log().sentNs(press);
            }
        }
    }

    @Test
    void makesTheSecondPressOfAPairOnAnotherConnection() throws Exception {
        try (ShopServer shop = ShopServer.remembering(Flaw.NONE); Transport transport = Transport.open()) {
            ShoutLoad load = load(shop, transport, plan(1, 100, 1), 2, 64, 30);
            load.start().get(60, TimeUnit.SECONDS);

            Map<String, List<String>> connections = shop.presses().stream().collect(Collectors.groupingBy(
                    ShopServer.Press::key, Collectors.mapping(ShopServer.Press::connection, Collectors.toList())));
            assertThat(connections.values().stream().filter(pair -> pair.size() == 2)).hasSizeGreaterThan(40)
                    .allSatisfy(pair -> assertThat(pair.get(0)).isNotEqualTo(pair.get(1)));
        }
    }

    @Test
    void repeatsALostPressWithItsKeyUntilItIsAnswered() throws Exception {
        try (ShopServer shop = ShopServer.remembering(Flaw.BREAKS_CONNECTIONS);
                Transport transport = Transport.open()) {
            ShoutLoad load = load(shop, transport, plan(1, 200, 0), 8, 64, 30);
            load.start().get(60, TimeUnit.SECONDS);

            assertThat(load.tally().lostTries()).isGreaterThan(3);
            assertThat(shop.presses()).hasSize(200 + (int) load.tally().lostTries());
            for (int press = 0; press < 200; press++) {
                assertThat(load.log().wasAnswered(press)).isTrue();
                boolean wasLost = load.log().lostTries(press) > 0;
                assertThat(load.log().bought(press).replayed()).as("press %s", press).isEqualTo(wasLost);
            }
        }
    }

    @Test
    void givesUpOnAnAnswerThatDoesNotComeAndAsksAgain() throws Exception {
        try (ShopServer shop = ShopServer.open(Flaw.NONE); Transport transport = Transport.open()) {
            shop.delayAnswers(60_000);
            ShoutLoad load = load(shop, transport, plan(0.5, 20, 0), 8, 64, 60);
            var done = load.start();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> seconds.size() >= 2);
            shop.delayAnswers(0);
            done.get(60, TimeUnit.SECONDS);

            assertThat(load.tally().lostTries()).isEqualTo(10);
            assertThat(load.tally().accepted().getTotalCount()).isEqualTo(10);
            assertThat(load.tally().accepted().getMinValue()).isGreaterThan((ANSWER_TIMEOUT_SECONDS - 1) * 1_000 * MS);
        }
    }

    @Test
    void waitsNoLongerThanItMayForAnswersThatNeverCome() throws Exception {
        try (ShopServer shop = ShopServer.open(Flaw.NONE); Transport transport = Transport.open()) {
            shop.delayAnswers(600_000);
            ShoutLoad load = load(shop, transport, plan(0.5, 20, 0), 2, 4, 1);
            load.start().get(60, TimeUnit.SECONDS);

            assertThat(load.tally().accepted().getTotalCount()).isZero();
            // Four of ten found a connection; the others never left, which is the generator's own fault.
            assertThat(load.tally().sendLag().getTotalCount()).isEqualTo(10);
            assertThat(load.tally().late()).isGreaterThanOrEqualTo(6);
        }
    }

    @Test
    void stopsEarlyAndStillWaitsForWhatIsUnderWay() throws Exception {
        try (ShopServer shop = ShopServer.open(Flaw.NONE); Transport transport = Transport.open()) {
            ShoutLoad load = load(shop, transport, plan(60, 50, 0), 8, 64, 30);
            var done = load.start();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !seconds.isEmpty());
            load.stop();
            done.get(40, TimeUnit.SECONDS);

            long sent = IntStream.range(0, 3000).filter(load.log()::wasSent).count();
            assertThat(sent).isBetween(40L, 2_000L);
            assertThat(IntStream.range(0, 3000).filter(load.log()::wasAnswered).count()).isEqualTo(sent);
            assertThat(load.tally().seconds().stream().mapToLong(Second::offered).sum()).isEqualTo(sent);
            load.stop();
        }
    }

    @Test
    void closesTheBooksEverySecondWithoutLosingAPress() throws Exception {
        try (ShopServer shop = ShopServer.open(Flaw.NONE); Transport transport = Transport.nio()) {
            assertThat(transport.name()).isEqualTo("nio");
            ShoutLoad load = load(shop, transport, plan(2.5, 100, 0.1), 8, 64, 30);
            load.start().get(60, TimeUnit.SECONDS);

            assertThat(seconds).isEqualTo(load.tally().seconds()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(seconds).extracting(Second::offered).startsWith(100L, 100L, 50L);
            assertThat(seconds.stream().mapToLong(Second::sent).sum()).isEqualTo(250);
            assertThat(seconds.stream().mapToLong(Second::answered).sum()).isEqualTo(250);
        }
    }

    @Test
    void countsEveryPressAsLateWhenNoConnectionIsToBeHad() throws Exception {
        try (ClosedPort closed = new ClosedPort(); Transport transport = Transport.open()) {
            ShoutLoad load = load(closed.address(), transport, plan(0.5, 20, 0), 2, 4, 1);
            load.start().get(60, TimeUnit.SECONDS);

            assertThat(load.tally().sendLag().getTotalCount()).as("all are known as late").isEqualTo(10);
            assertThat(load.tally().late()).isEqualTo(10);
        }
    }

    private ShoutLoad load(ShopServer shop, Transport transport, PressPlan plan, int connections, int most,
            int settle) {
        return load(shop.buyersAddress(), transport, plan, connections, most, settle);
    }

    private ShoutLoad load(InetSocketAddress address, Transport transport, PressPlan plan, int connections, int most,
                           int settle) {
        WirePool pool = new WirePool(transport, address, most);
        LoadSettings settings = new LoadSettings(connections, most, Duration.ofSeconds(ANSWER_TIMEOUT_SECONDS),
                Duration.ofSeconds(settle), Duration.ofMillis(20), 0.01);
        Addressee to = new Addressee("127.0.0.1", "demo", List.of("lipstick"), NAMES);
        return new ShoutLoad(transport, pool, to, plan, settings, seconds::add);
    }

    private static PressPlan plan(double seconds, double rate, double doubles) {
        FireTimes times = new FireTimes(List.of(new Phase("steady", seconds, rate, rate)));
        return PressPlanner.plan(times, new Crowd(doubles, 20, 0, 5), List.of(new Demand("lipstick", 1, 5)));
    }
}

package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process again and again on one data folder, in every kind of moment by turns, and holds each reborn one to
 * what buyers were told: to the newest orders and a sample of the older ones each time, to all of them at the end. After
 * so many kills that is done for good and a new folder begins: the more orders one has, the longer it takes until the
 * next snapshot is due.
 *
 * <p>{@code -Dshoutgate.kills} sets how often, {@code -Dshoutgate.seed} what is drawn: the order of the moments, how
 * long each lasts, what is bought. Processes have a timing of their own, so that a seed repeats the kind of run and not
 * each byte.
 */
class KilledAtAnyMomentTest {
    private static final int KILLS = Integer.getInteger("shoutgate.kills", 5);
    private static final long SEED = Long.getLong("shoutgate.seed", 7);
    private static final int CONNECTIONS = 6;
    private static final int OLDER_ONES = 200;
    private static final int KILLS_A_FOLDER = 25;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final Random random = new Random(SEED);
    private final Map<Moment, Integer> kills = new EnumMap<>(Moment.class);
    private final List<Moment> moments = new ArrayList<>();
    private final List<Press.Promise> older = new ArrayList<>();
    private Told told = new Told();
    private long promises;
    private final Verdict verdict = new Verdict();
    private long quickestStartMs = Long.MAX_VALUE;
    private String sale;
    private int folders;

    @Test
    void keepsEveryPromiseAndSellsNothingTwice() throws Exception {
        try {
            bear().close();
            for (int kill = 0; kill < KILLS; kill++) {
                if (kill > 0 && kill % KILLS_A_FOLDER == 0) {
                    reckonWithEverything();
                    beginAnew();
                }
                killAt(nextMoment());
            }
            reckonWithEverything();
        } catch (Exception | AssertionError e) {
            throw new AssertionError("seed " + SEED + ", after " + kills + "; again with\n"
                    + "  mvn -B -ntp -pl gateway-core test -Dtest=KilledAtAnyMomentTest"
                    + " -Dshoutgate.kills=" + KILLS + " -Dshoutgate.seed=" + SEED
                    + "\nthe folder is kept: " + folder + "\n" + verdict + "\n" + verdict.cases(), e);
        } finally {
            System.out.println("Killed " + kills + ", " + (promises + told.promises()) + " promises: " + verdict);
        }
    }

    private void beginAnew() {
        promises += told.promises();
        told = new Told();
        older.clear();
        sale = null;
        folders++;
    }

    /** Every kind once before any comes again, in another order each time. */
    private Moment nextMoment() {
        if (moments.isEmpty()) {
            moments.addAll(Moment.all());
            Collections.shuffle(moments, random);
        }
        return moments.remove(moments.size() - 1);
    }

    private void killAt(Moment moment) throws Exception {
        if (moment == Moment.START) {
            killWhileItStarts();
        } else {
            killUnderLoad(moment);
        }
        kills.merge(moment, 1, Integer::sum);
    }

    private void killWhileItStarts() throws Exception {
        try (GatewayProcess gateway = GatewayProcess.begin(folder, settings())) {
            // A quarter of a start is the JVM's own, in which nothing of ours can go wrong.
            long afterMs = quickestStartMs / 4 + random.nextInt((int) (quickestStartMs * 3 / 4));
            assertThat(gateway.endsWithin(Duration.ofMillis(afterMs))).as("%s", gateway.output()).isFalse();
            gateway.killHard();
        }
    }

    private void killUnderLoad(Moment moment) throws Exception {
        try (GatewayProcess gateway = bear()) {
            reckon(gateway);
            int before = told.promises();
            Basket basket = moment == Moment.ROLL ? Basket.LARGE : Basket.MIXED;
            Load load = Load.start(gateway.buyersPort(), sale, told, CONNECTIONS, basket, random.nextLong());
            load.awaitPromises(1 + random.nextInt(400), before);
            if (moment != Moment.LOAD) {
                new FolderWatch(data()).await(moment, 1 + random.nextInt(4));
            }
            gateway.killHard();
            load.awaitEnd();
            assertSaidNothingAlarming(gateway);
        }
    }

    /** Starts the gateway, and opens the sale in its first life. */
    private GatewayProcess bear() throws Exception {
        long begunNs = System.nanoTime();
        GatewayProcess gateway = GatewayProcess.serve(folder, settings());
        quickestStartMs = Math.min(quickestStartMs, Duration.ofNanos(System.nanoTime() - begunNs).toMillis());
        if (sale == null) {
            sale = gateway.shop().open(Basket.sale());
        }
        return gateway;
    }

    private void reckon(GatewayProcess gateway) {
        Reckoning reckoning = new Reckoning(gateway, sale, told, verdict);
        reckoning.learnTheTruth();
        List<Press.Promise> sample = new ArrayList<>(told.newest);
        told.newest.clear();
        List<Press.Promise> newest = List.copyOf(sample);
        for (int i = 0; i < OLDER_ONES && !older.isEmpty(); i++) {
            sample.add(older.get(random.nextInt(older.size())));
        }
        reckoning.assertKept(sample);
        older.addAll(newest);
        reckoning.assertFigures();
        assertThat(told.surprises).isEmpty();
        assertThat(verdict.isClean()).as("%s", verdict).isTrue();
    }

    private void reckonWithEverything() throws Exception {
        try (GatewayProcess gateway = bear()) {
            reckon(gateway);
            Reckoning reckoning = new Reckoning(gateway, sale, told, verdict);
            reckoning.assertKept(told.all());
            reckoning.assertFigures();
            assertThat(verdict.isClean()).as("%s", verdict).isTrue();
            DatabaseReckoning database = new DatabaseReckoning(data(), sale, told);
            database.assertCatchesUp();
            database.assertSaysWhatTheApiSays(gateway.buyersPort());
            assertThat(gateway.terminate()).as("%s", gateway.output()).isZero();
        }
    }

    private static void assertSaidNothingAlarming(GatewayProcess gateway) {
        assertThat(gateway.output().text()).doesNotContain("ERROR").doesNotContain("\tat ");
    }

    private Path data() {
        return folder.resolve("data-" + folders);
    }

    private Settings settings() {
        return Settings.restless().with("data", data().toString());
    }
}

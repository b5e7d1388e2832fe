package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three gateways hold one truth: whoever of them is killed, no yes is taken back and nothing is sold twice.
 *
 * <p>{@code -Dshoutgate.quorum.kills} sets how often a follower and then the leader is killed.
 */
@Tag("cluster")
class QuorumTest {

    private static final int KILLS = Integer.getInteger("shoutgate.quorum.kills", 1);
    private static final int CONNECTIONS = 6;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;
    private QuorumMembers members;
    private String sale;
    private final Told told = new Told();

    @BeforeEach
    void begin() throws Exception {
        members = new QuorumMembers(folder, 3);
        members.start(0, 1, 2);
        sale = members.of(members.awaitLeader()).shop().open(Basket.sale());
    }

    @AfterEach
    void end() {
        members.close();
    }

    @Test
    void keepsEveryPromiseThoughAFollowerIsKilledAndThenTheLeader() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            int leader = members.awaitLeader();
            int follower = (leader + 1 + kill % 2) % 3;
            Load load = load(leader, kill);
            load.awaitPromises(200, told.promises());
            members.kill(follower);
            load.awaitPromises(200, told.promises());
            members.start(follower);
            load.awaitPromises(200, told.promises());
            members.kill(leader);
            load.awaitEnd();
            assertThat(members.awaitLeader()).isNotEqualTo(leader);
            members.start(leader);
            reckon();
        }
    }

    @Test
    void saysNoYesWithoutAQuorumAndKnowsTheTruthAfterIt() throws Exception {
        int leader = members.awaitLeader();
        Load load = sellUntilAlone(leader, 2);
        int promises = told.promises();
        int turnedAway = told.turnedAway.size();
        Awaitility.await().until(() -> told.turnedAway.size() > turnedAway + 100);
        assertThat(told.promises()).isEqualTo(promises);
        assertThat(members.of(leader).operators().api().get("/readyz").status()).isEqualTo(503);

        members.start((leader + 1) % 3, (leader + 2) % 3);
        members.kill(members.awaitLeader());
        members.startAllThatAreDown();
        load.awaitEnd();
        reckon();
    }

    @Test
    void knowsThatItNoLongerDecidesWhenItWasPaused() throws Exception {
        int leader = members.awaitLeader();
        Load load = load(leader, 3);
        load.awaitPromises(200, 0);
        members.signal(leader, "STOP");
        int next = members.awaitLeaderBut(leader);
        Load there = load(next, 4);
        there.awaitPromises(200, told.promises());
        members.signal(leader, "CONT");
        members.awaitFollower(leader);
        there.awaitPromises(200, told.promises());
        members.kill(next);
        there.awaitEnd();
        members.start(next);
        members.kill(leader);
        load.awaitEnd();
        members.start(leader);
        reckon();
    }

    @Test
    void beginsAnewWhereTheOthersWentOnWithoutIt() throws Exception {
        int leader = members.awaitLeader();
        Load load = sellUntilAlone(leader, 5);
        // What it has decided and nobody else has heard of stays with it.
        members.signal(leader, "STOP");
        members.start((leader + 1) % 3, (leader + 2) % 3);
        int next = members.awaitLeaderBut(leader);
        Load there = load(next, 6);
        there.awaitPromises(200, told.promises());
        members.signal(leader, "CONT");
        load.awaitEnd();
        members.awaitFollower(leader);
        assertThat(members.of(leader).output().text()).contains("The gateway begins anew");
        members.kill(next);
        there.awaitEnd();
        members.start(next);
        reckon();
    }

    /** Every yes and every figure, on the member that decides; and the same memory on all of them. */
    private void reckon() {
        Reckoning.assertEverythingIsKept(members.of(members.awaitLeader()), sale, told);
        members.awaitOneTruth();
    }

    /** Sells for a while, until the one that decides is alone and has turned many away. */
    private Load sellUntilAlone(int leader, int seed) throws Exception {
        Load load = load(leader, seed);
        load.awaitPromises(200, 0);
        members.kill((leader + 1) % 3);
        members.kill((leader + 2) % 3);
        Awaitility.await().until(() -> told.turnedAway.size() > 100);
        return load;
    }

    private Load load(int member, int seed) {
        return Load.start(members.of(member).buyersPort(), sale, told, CONNECTIONS, Basket.MIXED, seed);
    }
}

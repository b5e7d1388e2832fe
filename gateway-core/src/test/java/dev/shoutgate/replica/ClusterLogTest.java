package dev.shoutgate.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shoutgate.ClusterView;
import dev.shoutgate.ClusterView.Role;
import dev.shoutgate.config.ClusterSettings;
import dev.shoutgate.journal.AppendFailedException;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.LeftBehindException;
import dev.shoutgate.replica.TestMembers.One;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three members and one log, over Aeron Cluster as it is. */
@Tag("cluster")
@Timeout(180)
class ClusterLogTest {

    @TempDir
    private Path folder;
    private TestMembers members;

    @BeforeEach
    void begin() throws IOException {
        members = new TestMembers(folder, 3);
        members.startAll();
    }

    @AfterEach
    void end() throws IOException {
        members.close();
    }

    private List<One> others(One member) {
        return members.all.stream().filter(one -> one != member).toList();
    }

    @Test
    void hasAFactOnEveryMemberAndOneThatDecides() {
        One leader = members.awaitLeader();
        for (int i = 0; i < 100; i++) {
            TestMembers.decide(leader, 1 + i % 3, 10 * i);
        }
        members.awaitEqual(leader.facts.size());
        assertThat(members.all.stream().filter(One::decides)).containsExactly(leader);
        assertThat(leader.log.durableSequence()).isEqualTo(leader.facts.size());
    }

    @Test
    void carriesTheLargestFrameThatThereIs() {
        One leader = members.awaitLeader();
        FactFrame frame = new FactFrame();
        frame.reset(1, 1);
        int almostFull = FactFrame.FULL_BYTES - 1 - frame.begin();
        frame.buffer().setMemory(frame.begin(), almostFull, (byte) 7);
        frame.commit(almostFull);
        assertThat(frame.isFull()).isFalse();
        frame.buffer().setMemory(frame.begin(), FactFrame.MAX_FACT_BYTES, (byte) 9);
        frame.commit(FactFrame.MAX_FACT_BYTES);
        TestMembers.append(leader, frame);

        TestMembers.soon(() -> members.all.stream().allMatch(member -> member.log.durableSequence() == 2));
    }

    @Test
    void goesOnUnderAnotherLeaderAndTakesTheFirstBack() throws IOException {
        One first = members.awaitLeader();
        TestMembers.decide(first, 3, 100);
        members.stop(first);
        One second = members.awaitLeader();
        TestMembers.decide(second, 2, 200);
        members.start(first);
        TestMembers.decide(second, 2, 300);

        members.awaitEqual(7);
    }

    @Test
    void comesBackWithAllOfItsMembersAsTheyWere() throws IOException {
        One leader = members.awaitLeader();
        TestMembers.decide(leader, 5, 100);
        members.awaitEqual(5);
        for (One member : members.all) {
            members.stop(member);
        }
        members.startAll();
        TestMembers.decide(members.awaitLeader(), 1, 200);

        members.awaitEqual(6);
    }

    @Test
    void keepsAFrameUntilAQuorumIsThere() throws IOException {
        One leader = members.awaitLeader();
        TestMembers.decide(leader, 1, 100);
        members.awaitEqual(1);
        for (One other : others(leader)) {
            members.stop(other);
        }
        FactFrame frame = TestMembers.frame(leader, 2, 200);
        assertThatExceptionOfType(AppendFailedException.class).isThrownBy(() -> leader.log.append(frame));
        assertThat(leader.log.hasRoom()).isFalse();
        assertThat(leader.log.durableSequence()).isEqualTo(1);
        assertThat(leader.log.isUnderWay()).isTrue();
        TestMembers.soon(() -> leader.log.view(0, OptionalLong.empty()).role() == Role.CANDIDATE);

        for (One other : others(leader)) {
            members.start(other);
        }
        // Whether this one leads again, or one that never heard of it: never both a yes and another fact in its place.
        AtomicBoolean leftBehind = new AtomicBoolean();
        try {
            TestMembers.append(leader, frame);
        } catch (LeftBehindException another) {
            leftBehind.set(true);
        }
        int facts = leftBehind.get() ? 1 : 3;
        TestMembers.soon(() -> others(leader).stream().allMatch(other -> {
            other.decides();
            return other.facts.size() == facts;
        }));
    }

    @Test
    void knowsThatItWasLeftBehind() throws IOException {
        One leader = members.awaitLeader();
        members.awaitEqual(0);
        AtomicBoolean anew = new AtomicBoolean();
        leader.log.onLeftBehind(() -> anew.set(true));
        // Decided on the same state as the frame that comes first: the log takes one of them.
        TestMembers.append(leader, TestMembers.frame(leader, 1, 100));
        FactFrame late = TestMembers.frame(leader, 1, 200);

        assertThatExceptionOfType(LeftBehindException.class).isThrownBy(() -> leader.log.append(late));
        assertThat(anew).isTrue();
        AtomicBoolean heardLate = new AtomicBoolean();
        leader.log.onLeftBehind(() -> heardLate.set(true));
        assertThat(heardLate).isTrue();
        TestMembers.soon(() -> others(leader).stream().allMatch(other -> {
            other.decides();
            return other.facts.equals(List.of(100L));
        }));
    }

    @Test
    void refusesPortsThatAnotherHas() throws IOException {
        One member = members.all.get(1);
        members.stop(member);
        for (int port = 0; port < ClusterSettings.PORTS; port++) {
            try (DatagramSocket another = members.take(member, port)) {
                assertThatExceptionOfType(IOException.class).as("port " + port).isThrownBy(() -> members.start(member))
                        .withMessageContaining("Member 1 of the cluster cannot take part at 127.0.0.1:")
                        .withMessageContaining(another.getLocalPort() + ": Address already in use")
                        .withMessageContaining("nobody else has these UDP ports");
            }
            member.journal.close();
            member.log = null;
        }
    }

    @Test
    void saysHowTheClusterStands() throws IOException {
        One leader = members.awaitLeader();
        One gone = others(leader).get(0);
        TestMembers.soon(() -> alive(leader) == 3);
        members.stop(gone);
        TestMembers.soon(() -> alive(leader) == 2);

        ClusterView view = leader.log.view(7, OptionalLong.of(9));
        assertThat(view.role()).isEqualTo(Role.LEADER);
        assertThat(view.leader()).isEqualTo(view.member()).isEqualTo(leader.id);
        assertThat(view.members()).filteredOn(member -> !member.alive()).singleElement()
                .matches(member -> member.id() == gone.id);
        One follower = others(leader).get(1);
        TestMembers.soon(() -> follower.log.view(0, OptionalLong.empty()).leader() == leader.id);
        assertThat(follower.log.view(0, OptionalLong.empty()).role()).isEqualTo(Role.FOLLOWER);
    }

    private static long alive(One member) {
        return member.log.view(0, OptionalLong.empty()).members().stream().filter(ClusterView.Member::alive).count();
    }
}

package dev.shoutgate.replica;

import static org.awaitility.Awaitility.await;

import dev.shoutgate.FreePorts;
import dev.shoutgate.config.ClusterSettings;
import dev.shoutgate.config.ClusterSettings.Member;
import dev.shoutgate.config.ClusterSettings.Sync;
import dev.shoutgate.journal.AppendFailedException;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.journal.JournalFollower;
import dev.shoutgate.journal.JournalRecovery;
import dev.shoutgate.journal.JournalWriter;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.agrona.DirectBuffer;

/** Members of one cluster in this process, each with its folder; a fact is a number. The test is their shards. */
final class TestMembers implements AutoCloseable {

    /** One of them: what it has folded, and its log while it runs. */
    static final class One {

        final int id;
        final Path folder;
        final List<Long> facts = new ArrayList<>();
        JournalWriter journal;
        ClusterLog log;

        One(int id, Path folder) {
            this.id = id;
            this.folder = folder;
        }

        /** Folds what others decided; whether this one decides. */
        boolean decides() {
            log.readOn(facts.size(), this::fold);
            return log.isOurs();
        }

        private void fold(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
            if (sequence != facts.size() + 1) {
                throw new AssertionError("fact " + sequence + " after " + facts.size());
            }
            facts.add(buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN));
        }
    }

    final List<One> all = new ArrayList<>();
    private final List<Member> addresses = new ArrayList<>();

    TestMembers(Path folder, int count) throws IOException {
        for (int id = 0; id < count; id++) {
            addresses.add(new Member(id, "127.0.0.1", FreePorts.ofUdp(ClusterSettings.PORTS)));
            all.add(new One(id, folder.resolve("member-" + id)));
        }
    }

    void start(One member) throws IOException {
        FolderDisk disk = FolderDisk.create(member.folder.resolve("journal"));
        member.facts.clear();
        JournalEnd end = JournalRecovery.recover(disk, 0, 1, member::fold, true, ignored -> { });
        member.journal = JournalWriter.open(disk, 0, JournalWriter.MIN_SEGMENT_BYTES, false, end);
        member.journal.handOver();
        member.log = new ClusterLog(new ClusterSettings(member.id, addresses, Sync.MEMORY),
                member.folder.resolve("cluster"), member.journal,
                from -> new JournalFollower(disk, 0, from, member.journal::durableSequence));
    }

    /** Has one of a member's ports for itself. */
    DatagramSocket take(One member, int portsOn) throws IOException {
        return new DatagramSocket(new InetSocketAddress("127.0.0.1", addresses.get(member.id).port() + portsOn));
    }

    void startAll() throws IOException {
        for (One member : all) {
            start(member);
        }
    }

    void stop(One member) throws IOException {
        if (member.log != null) {
            member.log.close();
            member.journal.close();
            member.log = null;
        }
    }

    /** The one that decides, once there is one. */
    One awaitLeader() {
        List<One> leaders = new ArrayList<>();
        soon(() -> {
            leaders.clear();
            all.stream().filter(member -> member.log != null && member.decides()).forEach(leaders::add);
            return !leaders.isEmpty();
        });
        if (leaders.size() != 1) {
            throw new AssertionError(leaders.size() + " members decide at once");
        }
        return leaders.get(0);
    }

    /** A frame of facts that follow what the member has, each with the value. */
    static FactFrame frame(One member, int facts, long value) {
        FactFrame frame = new FactFrame();
        frame.reset(member.facts.size() + 1, 1_000 + member.facts.size());
        for (int i = 0; i < facts; i++) {
            frame.buffer().putLong(frame.begin(), value + i, ByteOrder.LITTLE_ENDIAN);
            frame.commit(Long.BYTES);
        }
        return frame;
    }

    /** As a shard does: folded before it is durable, kept until it is. */
    static void decide(One member, int facts, long value) {
        FactFrame frame = frame(member, facts, value);
        frame.forEach(member::fold);
        append(member, frame);
    }

    static void append(One member, FactFrame frame) {
        soon(() -> {
            try {
                if (member.log.repair()) {
                    member.log.append(frame);
                    return true;
                }
            } catch (AppendFailedException notYet) {
                // Kept, and tried again.
            }
            return false;
        });
    }

    /** Until every member that runs has the same facts. */
    void awaitEqual(int facts) {
        soon(() -> all.stream().filter(member -> member.log != null).allMatch(member -> {
            member.decides();
            return member.facts.size() == facts && member.facts.equals(all.get(0).facts);
        }));
    }

    static void soon(Callable<Boolean> condition) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).atMost(Duration.ofSeconds(60))
                .until(condition);
    }

    @Override
    public void close() throws IOException {
        for (One member : all) {
            stop(member);
        }
    }
}

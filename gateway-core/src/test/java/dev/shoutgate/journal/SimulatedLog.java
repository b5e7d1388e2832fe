package dev.shoutgate.journal;

import static org.awaitility.Awaitility.await;

import dev.shoutgate.journal.SimulatedDisk.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;

/** The journal over a disk that fails, as a log. */
@ExtendWith(QuietLog.class)
abstract class SimulatedLog extends FactLogContract {

    private static final int SHARD = 1;

    private final SimulatedDisk disk = new SimulatedDisk(7);
    private final boolean forceEachBatch;
    private final Fault[] faults;
    private JournalWriter writer;

    SimulatedLog(boolean forceEachBatch, Fault... faults) {
        this.forceEachBatch = forceEachBatch;
        this.faults = faults;
    }

    @Override
    protected FactLog open() throws IOException {
        JournalEnd end = JournalRecovery.recover(disk, SHARD, 1,
                (sequence, timeMs, buffer, offset, length) -> { }, !forceEachBatch, read -> { });
        writer = JournalWriter.open(disk, SHARD, JournalWriter.MIN_SEGMENT_BYTES, forceEachBatch, end);
        return writer;
    }

    @Override
    protected FactLog restart() throws IOException {
        if (forceEachBatch) {
            return restartMachine();
        }
        disk.killProcess();
        close();
        return open();
    }

    @Override
    protected FactLog restartMachine() throws IOException {
        disk.cutPower();
        close();
        return open();
    }

    @Override
    protected List<Runnable> failures() {
        return Stream.of(faults).<Runnable>map(fault -> () -> failNext(fault)).toList();
    }

    /** The next write is the writer's own: nobody prepares a segment, or settles, any more. */
    private void failNext(Fault fault) {
        await().pollDelay(Duration.ZERO).until(writer.preparer()::isReady);
        disk.arm(fault, 0);
    }

    @Override
    protected void takeRoom() {
        disk.arm(Fault.NO_SPACE, 0);
    }

    @Override
    protected void giveRoom() {
        disk.clear();
    }

    @Override
    protected void close() throws IOException {
        writer.close();
    }
}

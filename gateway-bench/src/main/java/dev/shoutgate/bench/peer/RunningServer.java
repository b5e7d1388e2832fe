package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.BuyRequest;
import dev.shoutgate.bench.load.JvmCounters;
import dev.shoutgate.bench.load.Load;
import dev.shoutgate.bench.load.LoadResult;
import dev.shoutgate.bench.load.QuietCompilers;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.peer.Contender.InvalidRunException;
import java.io.IOException;
import java.time.Duration;

/**
 * A contender's server in a process of its own, the crowd before it, and what is read from it. It is warmed up, pressed
 * and held to its answers, once or many times.
 *
 * <p>What the stores behind it have to catch up with belongs to the run that made it: a measured run begins when there
 * is nothing of the kind, and its processor time and heap count until there is nothing again.
 *
 * <p>Threading: one owner; everything blocks.
 */
public final class RunningServer implements AutoCloseable {

    private static final int SLICE_SECONDS = 2;

    private final Contender contender;
    private final ScratchFolder folder;
    private final ServerProcess process;
    private final JvmCounters counters;
    private final Load crowd;
    private final BuyRequest request;
    private Answered answered = Answered.NOTHING;

    private RunningServer(Contender contender, ScratchFolder folder, ServerProcess process, JvmCounters counters,
            int connections) {
        this.contender = contender;
        this.folder = folder;
        this.process = process;
        this.counters = counters;
        this.crowd = Load.of(folder, connections);
        this.request = contender.request();
    }

    /** Starts it in a folder of its own. */
    public static RunningServer start(Contender contender, int connections) throws IOException, InterruptedException {
        ScratchFolder folder = ScratchFolder.make("side-by-side");
        ServerProcess process = null;
        try {
            process = contender.start(folder);
            return new RunningServer(contender, folder, process, JvmCounters.attach(process.pid()), connections);
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (process != null) {
                process.close();
            }
            folder.close();
            throw e;
        }
    }

    /** Presses for so many seconds. */
    public void warmUp(int seconds) throws IOException, InterruptedException {
        answered = answered.plus(press(seconds));
    }

    /**
     * Presses until the compilers are quiet. Whatever is done around a measured run is done around each slice too, for
     * it is code that they compile.
     *
     * @return the seconds of load that it took; {@code most} or more where they never were
     */
    public int warmUpUntilQuiet(int least, int most) throws IOException, InterruptedException {
        QuietCompilers compilers = new QuietCompilers(counters.compilerMs());
        int seconds = 0;
        while (seconds < most && (seconds < least || !compilers.areQuiet())) {
            counters.mark();
            warmUp(SLICE_SECONDS);
            contender.awaitStores(process);
            compilers.slice(counters.compilerMs(), SLICE_SECONDS * 1_000L);
            counters.sinceMark();
            seconds += SLICE_SECONDS;
        }
        return seconds;
    }

    /** One measured run, which must follow a warm-up. */
    public Measurement measure(int round, int seconds) throws IOException, InterruptedException, InvalidRunException {
        contender.awaitStores(process);
        counters.mark();
        long compilersBeforeMs = counters.compilerMs();
        Duration cpuBefore = process.cpu();
        LoadResult load = press(seconds);
        Duration pressed = process.cpu().minus(cpuBefore);
        contender.awaitStores(process);
        Duration cpu = process.cpu().minus(cpuBefore);
        long compilersMs = counters.compilerMs() - compilersBeforeMs;
        JvmCounters.Allocated heap = counters.sinceMark();
        contender.check(process, answered, load);
        answered = answered.plus(load);
        return new Measurement(contender.name(), round, load, perRequest(load, cpu), perRequest(load, pressed),
                perRequest(load, Duration.ofMillis(compilersMs)), (double) heap.bytes() / load.requests(),
                (double) heap.eventLoopBytes() / load.requests());
    }

    /** Microseconds. */
    private static double perRequest(LoadResult load, Duration duration) {
        return duration.toNanos() / 1_000.0 / load.requests();
    }

    private LoadResult press(int seconds) throws IOException, InterruptedException {
        return crowd.run(process.address("buyers"), request, contender.scene().buyers(), seconds,
                contender.scene().runName(answered.runs()));
    }

    Contender contender() {
        return contender;
    }

    ServerProcess process() {
        return process;
    }

    @Override
    public void close() throws IOException {
        try {
            counters.close();
        } finally {
            process.close();
            folder.close();
        }
    }
}

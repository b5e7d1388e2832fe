package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.AllocationMeter;
import dev.shoutgate.bench.load.Load;
import dev.shoutgate.bench.load.LoadResult;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.peer.Contender.InvalidRunException;
import java.io.IOException;
import java.time.Duration;

/**
 * One turn of a contender: started afresh, warmed up, measured, held to its answers, ended.
 *
 * <p>Threading: one owner; a measurement blocks.
 */
public record Turn(Contender contender, int connections, int warmUpSeconds, int seconds) {

    public Measurement measure(int round) throws IOException, InterruptedException, InvalidRunException {
        Scene scene = contender.scene();
        try (ScratchFolder folder = ScratchFolder.make("side-by-side");
                ServerProcess server = contender.start(folder);
                AllocationMeter heap = AllocationMeter.attach(server.pid())) {
            Load crowd = Load.of(folder, connections);
            String address = server.address("buyers");
            LoadResult warm = crowd.run(address, contender.request(), scene.buyers(), warmUpSeconds,
                    scene.runName("warm", round));
            heap.mark();
            Duration before = server.cpu();
            LoadResult load = crowd.run(address, contender.request(), scene.buyers(), seconds,
                    scene.runName("pass", round));
            Duration cpu = server.cpu().minus(before);
            long bytes = heap.sinceMark();
            contender.check(server, warm, load);
            return new Measurement(contender.name(), round, load, cpu.toNanos() / 1000.0 / load.requests(),
                    (double) bytes / load.requests());
        }
    }
}

package dev.shoutgate.bench.pause;

import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.peer.BackingProcess;
import dev.shoutgate.bench.peer.PostgresProcess;
import java.io.IOException;
import java.nio.file.Path;

/** A PostgreSQL of our own, whose server is ended meanwhile, as a machine that is restarted would end it. */
final class StoppedPostgres implements BreakableStore {

    private final ScratchFolder folder;
    private final Path cluster;
    private final int port;
    private final StorePosition position;
    private BackingProcess server;

    StoppedPostgres(ScratchFolder folder) throws IOException, InterruptedException {
        if (PostgresProcess.missing().isPresent()) {
            throw new IOException(PostgresProcess.missing().get());
        }
        this.folder = folder;
        cluster = PostgresProcess.makeCluster(folder);
        port = BackingProcess.freePort();
        position = new StorePosition(PostgresProcess.url(port), PostgresProcess.USER);
        giveBack();
    }

    @Override
    public String setting() {
        return "{type: postgresql, url: '" + PostgresProcess.url(port) + "', user: '" + PostgresProcess.USER + "'}";
    }

    @Override
    public long position() throws IOException {
        return position.read();
    }

    @Override
    public void takeAway() {
        position.close();
        server.kill();
    }

    @Override
    public void giveBack() throws IOException, InterruptedException {
        server = PostgresProcess.serve(folder, cluster, port);
    }

    @Override
    public void close() {
        position.close();
        server.close();
    }
}

package dev.shoutgate.bench.peer;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The servers of a comparison: each started anew for every turn and warmed up for a while, or each started once, warmed
 * up until its compilers are quiet, and idle while another has its turn.
 *
 * <p>Threading: one owner.
 */
public final class Servers implements AutoCloseable {

    /** So many times the warm-up at the most: compilers that are not quiet by then go on for minutes, bit by bit. */
    private static final int MOST_WARM_UPS = 4;

    private final boolean stay;
    private final int connections;
    private final int warmUpSeconds;
    private final PrintStream progress;
    private final Map<String, RunningServer> running = new LinkedHashMap<>();

    /** {@code stay}: whether a server has all of its turns in one process. */
    public Servers(boolean stay, int connections, int warmUpSeconds, PrintStream progress) {
        this.stay = stay;
        this.connections = connections;
        this.warmUpSeconds = warmUpSeconds;
        this.progress = progress;
    }

    /** Starts and warms up those that stay. */
    public void prepare(List<Contender> contenders) throws IOException, InterruptedException {
        for (Contender contender : stay ? contenders : List.<Contender>of()) {
            RunningServer server = RunningServer.start(contender, connections);
            running.put(contender.name(), server);
            int most = warmUpSeconds * MOST_WARM_UPS;
            int seconds = server.warmUpUntilQuiet(warmUpSeconds, most);
            progress.printf("warmed   %-18s in %d s%s%n", contender.name(), seconds, seconds < most ? ""
                    : ", and its compilers are still at work");
        }
    }

    /** One that is warm. */
    public RunningServer take(Contender contender) throws IOException, InterruptedException {
        RunningServer server = running.get(contender.name());
        if (server == null) {
            server = RunningServer.start(contender, connections);
            running.put(contender.name(), server);
            server.warmUp(warmUpSeconds);
        }
        return server;
    }

    /** Its turn is over. */
    public void giveBack(RunningServer server) throws IOException {
        if (!stay) {
            running.remove(server.contender().name());
            server.close();
        }
    }

    /** Ends all of them, also where one of them fails to. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (RunningServer server : running.values()) {
            try {
                server.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

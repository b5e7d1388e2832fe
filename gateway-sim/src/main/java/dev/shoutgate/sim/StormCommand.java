package dev.shoutgate.sim;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.shoutgate.sim.storm.Storm;
import dev.shoutgate.sim.storm.StormRun;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sim storm}: seeded fault simulation from the command line. */
@Command(name = "storm", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = 64, sortOptions = false,
        description = {"Puts the journal, and then a whole shard, through seeded lives on a simulated disk that tears",
            "writes, drops what was not forced, flips bits, returns short, runs full and fails, and holds every",
            "promise that was made against what each next life finds. Needs no gateway and writes no file."},
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:every seed held", "1:a seed broke a promise; it says which, and how to repeat it",
            "64:bad usage"})
final class StormCommand implements Callable<Integer> {
    @Option(names = "--only", paramLabel = "STORM", description = "journal or shard; default: one after the other.")
    private Storm only;

    @Option(names = "--seeds", paramLabel = "N",
            description = "How many seeds; default: 2000 for the journal, 100 for a shard.")
    private Long seeds;

    @Option(names = "--first", paramLabel = "N", description = "The first of them; default: ${DEFAULT-VALUE}.")
    private long first = 1;

    @Option(names = "--seed", paramLabel = "N", description = "This seed alone.")
    private Long seed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        check();
        // Every fault is made on purpose, and the gateway would shout of each.
        ((Logger) LoggerFactory.getLogger("dev.shoutgate")).setLevel(Level.OFF);
        for (Storm storm : only == null ? List.of(Storm.values()) : List.of(only)) {
            StormRun run = new StormRun(storm, spec.commandLine().getOut());
            boolean held = seed != null ? run.run(seed, 1) : run.run(first, seeds == null ? storm.seeds() : seeds);
            if (!held) {
                return ExitCode.BROKEN.status();
            }
        }
        return ExitCode.OK.status();
    }

    private void check() {
        if (seeds != null && seeds < 1) {
            throw new ParameterException(spec.commandLine(), "--seeds: wanted 1 or more, came " + seeds);
        }
        if (seed != null && seeds != null) {
            throw new ParameterException(spec.commandLine(), "--seed is one seed and --seeds many: give one of them");
        }
    }
}

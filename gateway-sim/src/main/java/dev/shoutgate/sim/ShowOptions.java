package dev.shoutgate.sim;

import dev.shoutgate.sim.plan.Crowd;
import dev.shoutgate.sim.plan.ProfileReader;
import dev.shoutgate.sim.show.ShowScript;
import picocli.CommandLine.Option;

/** The options of {@code show}, as picocli fills them in, and what they mean. Errors: {@link UsageException}. */
final class ShowOptions extends LoadOptions {
    @Option(names = "--rate", paramLabel = "PRESSES", defaultValue = "10000",
            description = "presses a second, from beginning to end (default ${DEFAULT-VALUE})")
    double rate;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "12",
            description = "the length of the show; its acts come at fixed shares of it (default ${DEFAULT-VALUE})")
    double seconds;

    @Option(names = "--double-press", paramLabel = "SHARE", defaultValue = "0.05",
            description = "of the presses, made twice with one key (0..1, default ${DEFAULT-VALUE})")
    double doublePress;

    @Option(names = "--greedy", paramLabel = "SHARE", defaultValue = "0.02",
            description = "of the buyers, try for more than the limit (0..1, default ${DEFAULT-VALUE})")
    double greedy;

    @Option(names = "--seed", defaultValue = "42", description = "of the crowd's choices (default ${DEFAULT-VALUE})")
    long seed;

    /** Which merchant's sale it is follows the profile of {@code shout}, so that one token is good for both. */
    ShowScript script() {
        within("--rate", rate, 10, 1_000_000);
        within("--seconds", seconds, 2, 600);
        return ShowScript.of(ProfileReader.builtIn().sale().merchant(), rate, seconds);
    }

    Crowd crowd() {
        within("--double-press", doublePress, 0, 1);
        within("--greedy", greedy, 0, 1);
        return new Crowd(doublePress, ProfileReader.builtIn().crowd().doublePressDelayMs(), greedy, seed);
    }
}

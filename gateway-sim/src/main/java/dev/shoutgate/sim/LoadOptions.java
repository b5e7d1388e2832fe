package dev.shoutgate.sim;

import dev.shoutgate.sim.gateway.Target;
import dev.shoutgate.sim.press.LoadSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/**
 * What every command that loads a gateway is told: where it is, and how hard to try.
 *
 * <p>Errors: {@link UsageException}.
 */
class LoadOptions {
    @Option(names = "--buyers-url", paramLabel = "URL", defaultValue = "http://127.0.0.1:8080",
            description = "the buyers' API (default ${DEFAULT-VALUE})")
    String buyersUrl;

    @Option(names = "--operators-url", paramLabel = "URL", defaultValue = "http://127.0.0.1:8081",
            description = "the operators' API (default ${DEFAULT-VALUE})")
    String operatorsUrl;

    @Option(names = "--token", defaultValue = "demo", description = "the operator token (default ${DEFAULT-VALUE})")
    String token;

    @Option(names = "--allow-remote", paramLabel = "HOST",
            description = "allows a host that is not this machine; may be repeated")
    List<String> allowRemote = List.of();

    @Option(names = "--connections", paramLabel = "N", defaultValue = "64",
            description = "opened before the first press (default ${DEFAULT-VALUE})")
    int connections;

    @Option(names = "--max-connections", paramLabel = "N", defaultValue = "512",
            description = "opened at most, when all are busy (default ${DEFAULT-VALUE})")
    int maxConnections;

    @Option(names = "--answer-timeout-seconds", paramLabel = "S", defaultValue = "10",
            description = "after which an answer counts as lost (default ${DEFAULT-VALUE})")
    int answerTimeoutSeconds;

    @Option(names = "--settle-seconds", paramLabel = "S", defaultValue = "15",
            description = "how long late presses may still leave, and then answers are waited for "
                    + "(default ${DEFAULT-VALUE})")
    int settleSeconds;

    @Option(names = "--lag-threshold-ms", paramLabel = "MS", defaultValue = "20",
            description = "a press that leaves later than this is late (default ${DEFAULT-VALUE})")
    int lagThresholdMs;

    @Option(names = "--lag-share", paramLabel = "SHARE", defaultValue = "0.01",
            description = "of late presses, above which the generator has fallen behind (default ${DEFAULT-VALUE})")
    double lagShare;

    Target target() {
        return Target.of(buyersUrl, operatorsUrl, token, Set.copyOf(allowRemote));
    }

    LoadSettings settings() {
        within("--connections", connections, 1, 20_000);
        within("--max-connections", maxConnections, connections, 20_000);
        within("--answer-timeout-seconds", answerTimeoutSeconds, 1, 600);
        within("--settle-seconds", settleSeconds, 1, 600);
        within("--lag-threshold-ms", lagThresholdMs, 1, 60_000);
        within("--lag-share", lagShare, 0, 1);
        return new LoadSettings(connections, maxConnections, Duration.ofSeconds(answerTimeoutSeconds),
                Duration.ofSeconds(settleSeconds), Duration.ofMillis(lagThresholdMs), lagShare);
    }

    static void within(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new UsageException(option + ": wanted " + least + ".." + most + ", came " + value);
        }
    }
}

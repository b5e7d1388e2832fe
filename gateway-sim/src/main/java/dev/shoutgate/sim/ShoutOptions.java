package dev.shoutgate.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.sim.gateway.Target;
import dev.shoutgate.sim.plan.ProfileReader;
import dev.shoutgate.sim.plan.ShoutProfile;
import dev.shoutgate.sim.press.LoadSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of {@code shout}, as picocli fills them in, and what they mean. Errors: {@link UsageException}. */
final class ShoutOptions {
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

    @Option(names = "--sale", paramLabel = "ID", description = "presses in this sale and defines none of its own")
    String sale;

    @Option(names = "--profile", paramLabel = "FILE",
            description = "a profile, YAML or JSON; only what differs from the built-in")
    Path profile;

    @Option(names = "--phase", paramLabel = "NAME:SECONDS:RATE[:TO]",
            description = "a phase in place of the profile's; may be repeated")
    List<String> phases = List.of();

    @Option(names = "--scale", paramLabel = "FACTOR", defaultValue = "1", description = "multiplies every rate")
    double scale;

    @Option(names = "--double-press", paramLabel = "SHARE",
            description = "of the presses, made twice with one key (0..1)")
    Double doublePress;

    @Option(names = "--greedy", paramLabel = "SHARE", description = "of the buyers, try for more than the limit (0..1)")
    Double greedy;

    @Option(names = "--seed", description = "of the crowd's choices")
    Long seed;

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

    @Option(names = "--report", paramLabel = "FILE.json", description = "writes the report as JSON too")
    Path report;

    @Option(names = "--html", paramLabel = "FILE.html", description = "writes the report as a page with charts too")
    Path html;

    Target target() {
        return Target.of(buyersUrl, operatorsUrl, token, Set.copyOf(allowRemote));
    }

    /** The profile as the file and the options say it. */
    ShoutProfile profile() {
        ObjectNode overrides = ProfileReader.noOverrides();
        for (String phase : phases) {
            addPhase(overrides.withArray("phases").addObject(), phase);
        }
        if (doublePress != null) {
            overrides.withObject("/crowd").put("doublePressShare", doublePress);
        }
        if (greedy != null) {
            overrides.withObject("/crowd").put("greedyShare", greedy);
        }
        if (seed != null) {
            overrides.withObject("/crowd").put("seed", seed);
        }
        within("--scale", scale, 0.0001, 10_000);
        return ProfileReader.read(profile, overrides, scale);
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

    private static void addPhase(ObjectNode tree, String phase) {
        String[] parts = phase.split(":");
        try {
            if (parts.length == 3 || parts.length == 4) {
                tree.put("name", parts[0]).put("seconds", Double.parseDouble(parts[1]))
                        .put("rate", Double.parseDouble(parts[2]));
                if (parts.length == 4) {
                    tree.put("toRate", Double.parseDouble(parts[3]));
                }
                return;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, as for the wrong number of parts.
        }
        throw new UsageException("--phase: wanted NAME:SECONDS:RATE or NAME:SECONDS:RATE:TO, came " + phase);
    }

    private static void within(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new UsageException(option + ": wanted " + least + ".." + most + ", came " + value);
        }
    }
}

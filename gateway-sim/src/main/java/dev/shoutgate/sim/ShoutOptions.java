package dev.shoutgate.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.sim.plan.ProfileReader;
import dev.shoutgate.sim.plan.ShoutProfile;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code shout}, as picocli fills them in, and what they mean. Errors: {@link UsageException}. */
final class ShoutOptions extends LoadOptions {
    @Option(names = "--sale", paramLabel = "ID", description = "presses in this sale and defines none of its own")
    String sale;

    @Option(names = "--profile", paramLabel = "NAME|FILE",
            description = "bots, or a file, YAML or JSON: only what differs from the built-in shout")
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

    @Option(names = "--report", paramLabel = "FILE.json", description = "writes the report as JSON too")
    Path report;

    @Option(names = "--html", paramLabel = "FILE.html", description = "writes the report as a page with charts too")
    Path html;

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
}

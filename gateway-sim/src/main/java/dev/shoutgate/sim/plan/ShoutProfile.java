package dev.shoutgate.sim.plan;

import java.util.List;

/** A shout as the user describes it: how the load goes, how the crowd behaves, what is on sale. */
public record ShoutProfile(List<Phase> phases, Crowd crowd, OwnSale sale) {

    public ShoutProfile {
        phases = phases == null ? List.of() : List.copyOf(phases);
    }

    /** The same shout with every rate multiplied. */
    public ShoutProfile scaled(double factor) {
        return new ShoutProfile(phases.stream().map(phase -> phase.scaled(factor)).toList(), crowd, sale);
    }
}

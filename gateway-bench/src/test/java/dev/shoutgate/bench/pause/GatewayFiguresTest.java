package dev.shoutgate.bench.pause;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatewayFiguresTest {

    private static final GatewayFigures NONE = new GatewayFigures("");

    private static GatewayFigures forces(int to100us, int to1ms, int all) {
        return new GatewayFigures("force_bucket{shard=\"0\",le=\"1.0E-4\"} " + to100us + "\n"
                + "force_bucket{shard=\"0\",le=\"0.001\"} " + to1ms + "\nforce_bucket{shard=\"0\",le=\"+Inf\"} " + all
                + "\nforce_count{shard=\"0\"} " + all + "\n");
    }

    @Test
    void addsUpTheSamplesOfAMetric() {
        GatewayFigures figures = new GatewayFigures("# HELP a b\nlag{storage=\"x\"} 3.0\nlag{storage=\"y\"} 4.5\nlag_s 9\n");
        assertThat(figures.sum("lag")).isEqualTo(7.5);
        assertThat(figures.sum("none")).isZero();
    }

    @Test
    void findsTheBoundThatAPartOfTheSamplesLieUnder() {
        GatewayFigures figures = forces(500, 999, 1_000);
        assertThat(figures.bound("force", 0.5, NONE)).isEqualTo(1e-4);
        assertThat(figures.bound("force", 0.999, NONE)).isEqualTo(1e-3);
        assertThat(figures.bound("force", 1, NONE)).isInfinite();
        assertThat(figures.bound("none", 0.5, NONE)).isZero();
    }

    @Test
    void leavesOutWhatWasCountedBefore() {
        GatewayFigures before = forces(0, 500, 1_000);
        assertThat(forces(900, 1_499, 2_000).bound("force", 0.9, before)).isEqualTo(1e-4);
        assertThat(forces(900, 1_499, 2_000).bound("force", 0.999, before)).isEqualTo(1e-3);
        assertThat(forces(900, 1_499, 2_000).bound("force", 1, before)).isInfinite();
        assertThat(before.bound("force", 0.999, before)).as("none since").isZero();
    }
}

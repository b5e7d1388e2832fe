package dev.shoutgate.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenLoopRowTest {

    private static final OpenLoopRow BARE = row("limit", 3_500, 0);

    private static OpenLoopRow row(String contender, double p999us, double forceUs) {
        return new OpenLoopRow(contender, 20_000, 400_000, 100, 1_000, p999us, 50_000, forceUs, 5_000);
    }

    @Test
    void mayTakeTwiceAsLongAsTheBareServerAndOneForce() {
        assertThat(row("disk", 0, 200).boundUs(BARE)).isEqualTo(7_200);
    }

    @Test
    void holdsUpToTheBoundAndNoFurther() {
        assertThat(row("disk", 7_200, 200).verdict(BARE)).contains("7,200 us: holds");
        assertThat(row("disk", 7_201, 200).verdict(BARE)).contains("7,201", "7,200 us: DOES NOT HOLD");
    }

    @Test
    void takesTheForceOfTheServerThatHasOne() {
        assertThat(row("disk", 7_100, 0).verdict(BARE)).contains("DOES NOT HOLD");
    }
}
